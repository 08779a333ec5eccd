"""The reference page of the ledger of claims."""

from tools.reference_parts import HEAD
from zusanli.core.claims.claim import Result
from zusanli.documents.claim_card import SEEN
from zusanli.knowledge.compiler import Compiled


def claims(compiled: Compiled) -> str:
    """Say who claims what, how it stands, on what that rests, and what may be said instead."""
    lines = ["# Claims", "", HEAD, "", "[Reference](README.md)", ""]
    lines.append(
        "What the five articles claim, word for word, beside what was read. A badge says in what a "
        "result falls short of patients like these, compared with something."
    )
    for claim in compiled.claims:
        lines += ["", f"## `{claim.id}`", "", f"**{claim.verdict.value.replace('_', ' ')}**", ""]
        lines += [f"> {each.says} ({each.element})\n" for each in claim.quotes]
        if claim.citation in SEEN:
            lines += [f"Cited: {SEEN[claim.citation]}.", ""]
        lines += [claim.because, ""]
        lines += [_result(each, compiled) for each in claim.results]
        lines.append(f"May be said: {claim.instead or 'nothing of it.'}")
    lines += ["", "# Contradictions"]
    for entry in compiled.entries.of("conflict").values():
        lines += ["", f"## `{entry.id}`", ""]
        lines += [
            f"> {each['says']} (article {each['article']}, line {each['line']})\n"
            for each in entry.tables("quotes")
        ]
        lines.append(entry.text("because"))
    lines += ["", "# Numbers that were printed wrong", ""]
    for entry in compiled.entries.of("misprint").values():
        title = compiled.entries.of("source")[entry.text("source")].text("title")
        lines.append(f"- {title}: {entry.text('printed')}. {entry.text('because')}")
    return "\n".join(lines)


def _result(result: Result, compiled: Compiled) -> str:
    source = compiled.entries.of("source")[result.source]
    badges = "".join(f" *{each.value}*" for each in result.badges)
    title = f"[{source.text('title')}]({source.text('url')})"
    return f"- {result.says}{badges} {title}\n"
