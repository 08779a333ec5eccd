"""The reference pages of courses, measures, side effects and advice."""

from collections.abc import Iterator, Mapping

from tools.plain_rules import plain_rule
from tools.reference_parts import HEAD, basis, example_rows
from zusanli.core.rules.tree import Constant
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.entries import Entry

BACK = "[Reference](README.md)"


def courses(compiled: Compiled) -> str:
    """Say the phases, the rules, when to stop, and what the articles contradict."""
    lines = ["# Courses", "", HEAD, "", BACK]
    for title, table, says in (
        ("Phases", "phase", ("name", "visits_per_week", "weeks", "visits", "only_after")),
        ("Rules", "course_rule", ("says", "value", "unit")),
        ("Stop rules", "stop_rule", ("says", "at", "at_visit", "measure", "amount", "then")),
        ("Cut-offs", "cut_off", ("means", "measure", "above", "unit")),
        ("What the articles state", "statement", ("says", "article", "low", "high", "unit")),
        ("Where they contradict each other", "contradiction", ("differ", "decided")),
        (
            "What the trials did",
            "trial_summary",
            ("quantity", "trials_that_say", "of_trials", "low", "median", "high", "unit"),
        ),
    ):
        lines += ["", f"## {title}"]
        for entry in compiled.entries.of(table).values():
            lines += ["", *_entry(entry, says, compiled)]
            if entry.tables("example"):
                lines += ["", *example_rows(entry, "comes out")]
    return "\n".join(lines)


def measures(compiled: Compiled) -> str:
    """Say what is asked again, and the side effects that are counted."""
    lines = ["# Measures and side effects", "", HEAD, "", BACK, "", "## Measures"]
    for entry in compiled.entries.of("measure").values():
        said = ("asked", "items", "low", "high", "better", "unit", "recall", "change_basis")
        lines += ["", *_entry(entry, said, compiled)]
        change = entry.data.get("smallest_important_change")
        if isinstance(change, Mapping):
            lines.append(f"- smallest change that matters: {change['value']} {change['unit']}. ")
            lines.append(f"  {change['says']}")
        lines.append(f"- licence: {entry.text('licence')}")
    lines += ["", "## Side effects"]
    for entry in compiled.entries.of("adverse_event").values():
        said = ("name", "onset", "what_to_do", "escalate_when", "red_flag")
        lines += ["", *_entry(entry, said, compiled)]
    return "\n".join(lines)


def advice(compiled: Compiled) -> str:
    """Say each piece of advice, for whom it is meant, and when it is left out and why."""
    lines = ["# Advice", "", HEAD, "", BACK]
    for each in compiled.advice:
        entry = compiled.entries.of("advice")[each.id]
        covers = f", covers {', '.join(each.covers)}" if each.covers else ""
        lines += ["", f"## `{each.id}`", "", f"Said: {each.when_to_say}{covers}.", ""]
        lines.append(f"> {each.text}")
        if each.show_when != Constant(value=True):
            lines += ["", "Meant for:", "", plain_rule(each.show_when, compiled.names)]
        if each.not_when != Constant(value=False):
            unknown = " or that is not known" if each.suppress_if_unknown else ""
            lines += ["", f"Left out where this holds{unknown}:", ""]
            lines += [plain_rule(each.not_when, compiled.names), "", each.suppressed_because]
        if each.instead:
            lines += ["", f"Said instead: {each.instead}"]
        if each.seek_help:
            lines += ["", f"Get help: {each.seek_help}"]
        if entry.tables("example"):
            lines += ["", *example_rows(entry, "it is")]
        lines += ["", *basis(entry, compiled)]
    lines += ["", "# Treatments beside it"]
    for entry in compiled.entries.of("co_treatment").values():
        said = ("name", "what", "not_when", "caution", "ask", "interactions")
        lines += ["", *_entry(entry, said, compiled)]
    return "\n".join(lines)


def _entry(entry: Entry, keys: tuple[str, ...], compiled: Compiled) -> Iterator[str]:
    yield f"### `{entry.id}`"
    yield ""
    for key in keys:
        value = entry.data.get(key)
        if value is not None and value != "":
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield f"- {key.replace('_', ' ')}: {shown}"
    if entry.words("elements"):
        yield f"- answers: {', '.join(entry.words('elements'))}"
    yield from basis(entry, compiled)
    if entry.text("note"):
        yield f"- note: {entry.text('note')}"
