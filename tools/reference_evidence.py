"""The reference pages beside the ledger: the audit list, guidelines, questions, the glossary."""

from collections.abc import Iterator

from tools.reference_parts import HEAD, basis, row, source_link
from zusanli.core.claims.claim import Claim
from zusanli.core.words import IN_ENGLISH
from zusanli.documents.grades import VERDICTS
from zusanli.documents.guidelines import STANCES
from zusanli.documents.shares import shares_text
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.evidence import make_guidelines, make_work_ups

BACK = "[Reference](README.md)"
EXPLAINED = (
    "Follow any line from the sentence of an article to the page where its counterpart was read: "
    "open the link and look whether it says what stands here. Every claim that rests on a study is "
    "listed, then every number that was printed wrong. Tell us what you find."
)


def audit(compiled: Compiled) -> str:
    """List what a stranger can follow: the sentence, what we say of it, and where that was read."""
    lines = [
        "# Audit list",
        "",
        HEAD,
        "",
        BACK,
        "",
        EXPLAINED,
        "",
    ]
    followed = [says for claim in compiled.claims for says in _followed(claim, compiled)]
    for entry in compiled.entries.of("misprint").values():
        source = source_link(compiled.entries.of("source")[entry.text("source")])
        followed.append(f"Printed: {entry.text('printed')}. {entry.text('because')} {source}")
    lines += [f"{number}. {says}" for number, says in enumerate(followed, start=1)]
    return "\n".join(lines)


def _followed(claim: Claim, compiled: Compiled) -> Iterator[str]:
    """Say a claim sentence by sentence, with what it rests on; nothing if on nothing."""
    found = " ".join(
        f"{result.says} {_shares(result.counts)}"
        f"({source_link(compiled.entries.of('source')[result.source])})"
        for result in claim.results
    )
    if not found:
        return
    for quote in claim.quotes:
        yield (
            f'Article {quote.article}, `{quote.element}`: "{quote.says}". '
            f"**{VERDICTS[claim.verdict]}** (`{claim.id}`). {found}"
        )


def _shares(counts: tuple[tuple[int, int], ...]) -> str:
    return f"Computed: {shares_text(counts, IN_ENGLISH)}. " if counts else ""


def guidelines(compiled: Compiled) -> str:
    """List what guidelines say, condition by condition, and what tests are usual."""
    made = make_guidelines(compiled.entries)
    lines = ["# Guidelines", "", HEAD, "", BACK, ""]
    lines.append(
        "Dated statements, side by side. A condition without a line has no guideline that was "
        "read, which is not the same as none."
    )
    for condition in compiled.conditions:
        own = sorted(
            (each for each in made if condition.id in each.conditions), key=lambda each: -each.year
        )
        if not own:
            continue
        lines += [
            "",
            f"## {condition.name}",
            "",
            row("guideline", "year", "says", "read"),
            "|---|---|---|---|",
        ]
        for each in own:
            source = source_link(compiled.entries.of("source")[each.source])
            says = f"{STANCES[each.stance]}. {each.says}"
            lines.append(
                row(f"{each.body}: {each.title}", str(each.year), says, f"{each.read}: {source}")
            )
    lines += ["", "# Tests to consider"]
    for work_up in make_work_ups(compiled.entries):
        lines += [
            "",
            f"## {work_up.title}",
            "",
            *(f"- {each}" for each in work_up.tests),
            "",
            work_up.says,
            "",
        ]
        lines += basis(compiled.entries.of("work_up")[work_up.id], compiled)
    return "\n".join(lines)


def faq(compiled: Compiled) -> str:
    """List the questions of the articles, with the cards that answer them."""
    claims = {each.id: each for each in compiled.claims}
    lines = ["# Questions", "", HEAD, "", BACK]
    for entry in compiled.entries.of("question").values():
        lines += ["", f"## {entry.text('plainly')}", ""]
        lines += [
            f"> {entry.text('asks')} (article {entry.text('article')}, line {entry.data['line']})",
            "",
        ]
        lines += [entry.text("answer"), ""]
        lines += [
            f"- {'' if claims[name].instructs else VERDICTS[claims[name].verdict] + ': '}"
            f"{claims[name].instead} [`{name}`](claims.md#{name})"
            for name in entry.words("claims")
        ]
        lines += [
            f"- contradiction: [`{name}`](claims.md#{name})" for name in entry.words("conflicts")
        ]
        lines += [f"- advice: [`{name}`](advice.md#{name})" for name in entry.words("advice")]
    return "\n".join(lines)


def glossary(compiled: Compiled) -> str:
    """List the words that patients meet, and where to read more."""
    lines = ["# Words that patients meet", "", HEAD, "", BACK]
    for entry in compiled.entries.of("term").values():
        sound = f" (say: {entry.text('sound')})" if entry.text("sound") else ""
        added = " *Added: none of the articles explains it.*" if entry.truth("added") else ""
        lines += ["", f"## {entry.text('name')}{sound}", "", f"{entry.text('says')}{added}", ""]
        lines += basis(entry, compiled)
    lines += ["", "# More to read", ""]
    for entry in compiled.entries.of("resource").values():
        source = compiled.entries.of("source")[entry.text("source")]
        lines.append(
            f"- {entry.text('says')}: {source_link(source)}, read {source.text('read_on')}"
        )
    return "\n".join(lines)
