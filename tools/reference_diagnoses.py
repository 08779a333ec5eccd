"""The reference pages of conditions and patterns."""

from collections.abc import Iterator

from tools.plain_rules import plain_rule
from tools.reference_parts import HEAD, source_link
from zusanli.core.diagnosis import Diagnosis
from zusanli.documents.wording import trials_text
from zusanli.knowledge.compiler import Compiled


def conditions(compiled: Compiled) -> str:
    """List the conditions: their names, codes, and what suggests them."""
    lines = [
        "# Conditions",
        "",
        (
            f"{HEAD} The practitioner diagnoses; the program suggests where a source "
            "gives the sign. A complaint, such as cold legs, is no condition and has no code here."
        ),
    ]
    for diagnosis in compiled.conditions:
        lines += ["", *_diagnosis(diagnosis, "condition", compiled)]
    return "\n".join(lines)


def patterns(compiled: Compiled) -> str:
    """List the patterns of the tradition."""
    lines = [
        "# Patterns",
        "",
        f"{HEAD} Names of the tradition, told as the tradition's. No safety rule depends on any.",
    ]
    for diagnosis in compiled.patterns:
        lines += ["", *_diagnosis(diagnosis, "pattern", compiled)]
    return "\n".join(lines)


def _diagnosis(diagnosis: Diagnosis, table: str, compiled: Compiled) -> Iterator[str]:
    entry = compiled.entries.of(table)[diagnosis.id]
    yield f"## {diagnosis.name}"
    yield ""
    yield f"`{diagnosis.id}`. " + (f"Also: {', '.join(diagnosis.also)}." if diagnosis.also else "")
    for text in (entry.text("tells"), entry.text("note")):
        if text:
            yield ""
            yield text
    yield ""
    if diagnosis.suggested_when is None:
        yield f"Left to the practitioner: {diagnosis.left_because}"
    else:
        yield "Suggested when:"
        yield ""
        yield plain_rule(diagnosis.suggested_when, compiled.names)
        yield ""
        for source in diagnosis.suggest_sources:
            yield f"- {source_link(compiled.entries.of('source')[source])}"
    if table == "condition":
        yield ""
        yield f"{trials_text(diagnosis.trials).capitalize()}."
    if diagnosis.codes:
        yield ""
        yield "| system | code | title | fit |"
        yield "|---|---|---|---|"
        for code in diagnosis.codes:
            yield f"| {code.system} | {code.code} | {code.title} | {code.match} |"
