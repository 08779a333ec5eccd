"""The reference pages of the precautions: the list, and one page for each."""

from collections.abc import Iterator
from dataclasses import asdict

from tools.plain_rules import plain_rule
from tools.reference_parts import example_rows
from tools.reference_rules import asked, phrases, rests_on, written
from zusanli.core.precautions.precaution import Effect, Limit, Precaution, Scope
from zusanli.core.rules.tree import Constant
from zusanli.documents.decision_data import REVIEW
from zusanli.knowledge.compiler import Compiled

DOES = {
    Effect.WITHHOLD: "Withholds: no needle today.",
    Effect.BAR: "Bars: what it applies to cannot be chosen.",
    Effect.HOLD: "Holds: chosen only with a dated reason and a name.",
    Effect.LIMIT: "Limits.",
    Effect.WARN: "Warns, and changes no point.",
}
UNKNOWN = {
    "apply": "While it is not known, it applies.",
    "hold": "While it is not known, what it applies to is held.",
    "ask": "While it is not known, it changes no point and stays on the sheet as a question.",
}


def precaution_list(compiled: Compiled) -> Iterator[str]:
    """List the precautions by what they do, the strongest first."""
    for effect in reversed(Effect):
        found = [each for each in compiled.precautions if each.effect is effect]
        if found:
            yield f"## Precautions: {effect.id} ({len(found)})"
            yield ""
            for each in found:
                yield f"- {precaution_link(each)}{' `P`' if each.proposed else ''}"
            yield ""


def precaution_link(precaution: Precaution) -> str:
    """Name a precaution, with the way to its page."""
    return f"[{precaution.title}](precautions/{precaution.id}.md)"


def precaution_page(precaution: Precaution, compiled: Compiled) -> str:
    """Say one precaution: for whom, what it does, to which points and methods, and why."""
    entry = compiled.entries.of("precaution")[precaution.id]
    named = tuple(phrases(entry, compiled))
    covers = f", covers {', '.join(precaution.covers)}" if precaution.covers else ""
    for_all = precaution.gate == Constant(value=True)
    parts = [
        f"# {precaution.title}",
        (
            f"{DOES[precaution.effect]} `{precaution.id}`{covers}. "
            f"Content {REVIEW}. [All precautions](../README.md)"
        ),
        "## For whom",
        plain_rule(precaution.when, compiled.names),
        "" if for_all else "Not knowing is a danger only where:",
        "" if for_all else plain_rule(precaution.gate, compiled.names),
        f"{UNKNOWN[precaution.when_unknown.value]} {precaution.unknown_because}",
        "## What it applies to",
        "\n".join(_scope(precaution.scope)),
        "\n".join(_limit(precaution.limit)),
        "## The practitioner is told",
        f"> {precaution.tells}",
        "## The patient is told" if precaution.patient else "",
        f"> {precaution.patient}" if precaution.patient else "",
        *(f"In the view of the {view}: {text}" for view, text in precaution.both_views),
        "" if precaution.for_everybody else "## What is asked",
        "\n".join(asked((precaution.gate, precaution.when), compiled)),
        "## As it is written",
        f"```sql\n{written(entry, named)}\n```",
        "## Examples",
        "What an example does not name is unknown.",
        "\n".join(example_rows(entry, "it")),
        *rests_on((entry, *named), compiled),
    ]
    return "\n\n".join(part for part in parts if part)


def _scope(scope: Scope) -> Iterator[str]:
    if scope.everywhere:
        yield "- the whole body"
    for word, names in (
        ("points", scope.points),
        ("channels", scope.channels),
        ("regions", scope.regions),
    ):
        if names:
            yield f"- {word}: {', '.join(names).replace('_', ' ')}"
    if scope.regions_of:
        yield f"- the places marked in `{scope.regions_of}`; unmarked, all of them"
    if scope.limb_of:
        yield f"- the whole limb on each side marked in `{scope.limb_of}`; unmarked, both"
    if scope.joints:
        yield "- points that enter or border a joint"
    if scope.thorax:
        yield "- points over the lung"
    yield f"- by: {', '.join(each.value for each in scope.modalities).replace('_', ' ')}"


def _limit(limit: Limit) -> Iterator[str]:
    for name, value in asdict(limit).items():
        if value is not None:
            yield f"- limit: {name.replace('_', ' ')} {value}"
