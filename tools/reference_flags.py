"""The reference pages of the red flags: the index, and one page for each."""

from collections.abc import Iterator

from tools.plain_rules import plain_rule
from tools.reference_parts import HEAD, example_rows
from tools.reference_precautions import precaution_link, precaution_list
from tools.reference_rules import asked, phrases, rests_on, written
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.documents.decision_data import REVIEW
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.verify import Report

RELEASES = {
    Urgency.EMERGENCY: "An emergency is never released.",
    Urgency.URGENT: "May be released by: {roles}.",
    Urgency.SOON: "It does not hold back needling, so nobody releases it.",
}


def index(compiled: Compiled, report: Report) -> str:
    """List the red flags and precautions, what covers each row, and the other pages."""
    lines = [
        "# Reference",
        "",
        HEAD,
        "",
        (
            "[Questions](questions.md) · [Examinations](examinations.md) · [Scores](scores.md) · "
            "[Points](points.md) · [Leg map](leg_map.md) · [Claims](claims.md) · "
            "[Courses](courses.md) · [Measures](measures.md) · [Advice](advice.md) · "
            "[Conditions](conditions.md) · [Patterns](patterns.md) · "
            "[Countries](countries.md) · [Sources](sources.md) · [Commands](commands.md)"
        ),
        "",
        "`P` marks what is wholly or partly our own proposal; its page says in what.",
    ]
    for urgency in reversed(Urgency):
        found = [flag for flag in compiled.flags if flag.urgency is urgency]
        if found:
            lines += ["", f"## Red flags: {urgency.id} ({len(found)})", ""]
            lines += [f"- {_link(flag)}{' `P`' if flag.proposed else ''}" for flag in found]
    lines += ["", *precaution_list(compiled)]
    return "\n".join([*lines, "", *_rows(compiled, report)])


def flag_page(flag: RedFlag, compiled: Compiled) -> str:
    """Say one red flag: what is asked, what raises it, what is said, and what it rests on."""
    entry = compiled.entries.of("red_flag")[flag.id]
    named = tuple(phrases(entry, compiled))
    roles = ", ".join(flag.release_roles).replace("_", " ")
    parts = [
        f"# {flag.title}",
        (
            f"{flag.urgency.id.capitalize()}. `{flag.id}`, covers {', '.join(flag.covers)}. "
            f"Content {REVIEW}. [All red flags](../README.md)"
        ),
        "## Raised by",
        plain_rule(flag.when, compiled.names),
        "## Worth asking about only with",
        plain_rule(flag.gate, compiled.names),
        "Once that is no, an undecided flag is closed; a flag that is true is raised all the same.",
        "## What is asked",
        "\n".join(asked((flag.gate, flag.when), compiled)),
        "## The patient is told",
        "\n\n".join(_actions(flag)),
        "## The practitioner is told",
        f"> {flag.needling}",
        RELEASES[flag.urgency].format(roles=roles),
        "## As it is written",
        f"```sql\n{written(entry, named)}\n```",
        "## Examples",
        "What an example does not name is unknown.",
        "\n".join(example_rows(entry, "state")),
        *rests_on((entry, *named), compiled),
    ]
    return "\n\n".join(part for part in parts if part)


def _link(flag: RedFlag) -> str:
    return f"[{flag.title}](red_flags/{flag.id}.md)"


def _rows(compiled: Compiled, report: Report) -> Iterator[str]:
    titles = {
        **{flag.id: _link(flag) for flag in compiled.flags},
        **{each.id: precaution_link(each) for each in compiled.precautions},
        **{each.id: f"[{each.title}](examinations.md)" for each in compiled.examinations},
        **{each.id: f"[advice: {each.topic}](advice.md#{each.id})" for each in compiled.advice},
    }
    yield "## Rows of the reference list"
    yield ""
    yield "What the knowledge base answers for, row by row; one row may need several flags."
    yield ""
    for row, by in report.covers.items():
        said = report.declined.get(row)
        yield f"- {row}: {f'declined. {said}' if said else '; '.join(titles[id] for id in by)}"


def _actions(flag: RedFlag) -> Iterator[str]:
    yield f"> {flag.action}"
    for country, action in flag.action_for:
        yield f"In {country}:"
        yield f"> {action}"
    if "{" in flag.action:
        yield "What stands in braces is filled in for the patient's [country](../countries.md)."
