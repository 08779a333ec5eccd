"""Guidelines, work-ups, the glossary and who gives certificates, made of their entries."""

import re
from datetime import date

from zusanli.core.directories import Directory
from zusanli.core.evidence.guideline import Guideline, Read, Stance
from zusanli.core.evidence.work_up import WorkUp
from zusanli.core.glossary import Resource, Term
from zusanli.core.issuers import Issuer, IssuerName, LicenceStep
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.retention import Retention, UntilAge
from zusanli.knowledge.entries import Entries, Entry, make_all

E164 = re.compile(r"\+[1-9]\d{6,14}")
"""A telephone number as any country dials it: a plus, the country, at most fifteen digits."""


def make_guidelines(entries: Entries) -> tuple[Guideline, ...]:
    """Make the guidelines; one whose words are not known is left out and named."""

    def make(entry: Entry) -> Guideline | None:
        try:
            return _guideline(entry)
        except ValueError as error:
            entries.problems.append(f"{entry.place}: {error}")
            return None

    return make_all(entries, "guideline", make)


def make_work_ups(entries: Entries) -> tuple[WorkUp, ...]:
    """Make the tests to consider where a complaint has no known cause."""
    return tuple(
        WorkUp(
            id=entry.id,
            complaints=entry.words("complaints"),
            explained_by=entry.words("explained_by"),
            beside=entry.words("beside"),
            local=entry.words("local"),
            title=entry.text("title"),
            tests=entry.words("tests"),
            says=entry.text("says"),
            sources=entry.words("sources"),
        )
        for entry in entries.of("work_up").values()
    )


def make_terms(entries: Entries) -> tuple[Term, ...]:
    """Make the glossary."""
    return tuple(
        Term(
            id=entry.id,
            name=entry.text("name"),
            sound=entry.text("sound"),
            says=entry.text("says"),
            added=entry.truth("added"),
            sources=entry.words("sources"),
        )
        for entry in entries.of("term").values()
    )


def make_resources(entries: Entries) -> tuple[Resource, ...]:
    """Make the links to read more."""
    return tuple(
        Resource(id=entry.id, says=entry.text("says"), source=entry.text("source"))
        for entry in entries.of("resource").values()
    )


def make_issuers(entries: Entries) -> tuple[Issuer, ...]:
    """Make the bodies that give certificates, with their names by date."""
    return tuple(
        Issuer(
            id=entry.id,
            country=entry.text("country"),
            names=tuple(
                IssuerName(
                    name=str(each["name"]),
                    short=str(each["short"]),
                    since=_day(each.get("since")),
                )
                for each in entry.tables("names")
            ),
            source=entry.text("source"),
        )
        for entry in entries.of("issuer").values()
    )


def make_retentions(entries: Entries) -> tuple[Retention, ...]:
    """Make how long records are kept, by country."""
    return tuple(
        Retention(
            id=entry.id,
            country=entry.text("country"),
            years=int(entry.number("years") or 0),
            minors=tuple(
                UntilAge(under=int(str(each["under"])), until_age=int(str(each["until_age"])))
                for each in entry.tables("minors")
            ),
            sources=entry.words("sources"),
            proposed=entry.proposed,
        )
        for entry in entries.of("retention").values()
    )


def make_licence_steps(entries: Entries) -> tuple[LicenceStep, ...]:
    """Make the steps at which the end of a licence is told."""
    return tuple(
        LicenceStep(id=entry.id, days_before=int(entry.number("days_before") or 0))
        for entry in entries.of("licence_step").values()
    )


def make_directories(entries: Entries) -> tuple[Directory, ...]:
    """Make the bodies that were named as places to find a practitioner."""
    return make_all(entries, "directory", lambda entry: _directory(entry, entries.problems))


def _directory(entry: Entry, problems: list[str]) -> Directory | None:
    """Make one; None, and a problem more, where its number is none that a telephone dials."""
    phone = entry.text("phone")
    if E164.fullmatch(phone) is None:
        problems.append(f"{entry.place}: phone is not as E.164 writes it, such as +442079460000")
        return None
    return Directory(
        id=entry.id,
        name=entry.text("name"),
        country=entry.text("country"),
        phone=phone,
        scope=entry.text("scope"),
        printed_in=entry.text("printed_in"),
        verified_on=_day(entry.data.get("verified_on")),
        check_after_months=int(entry.number("check_after_months") or 0),
    )


def _day(written: object) -> date | None:
    return date.fromisoformat(str(written)) if written is not None else None


def make_adverse_events(entries: Entries) -> tuple[AdverseEvent, ...]:
    """Make the side effects, by their terms."""
    return tuple(
        AdverseEvent(
            id=entry.id,
            name=entry.text("name"),
            what_to_do=entry.text("what_to_do"),
            escalate_when=entry.text("escalate_when"),
            serious=entry.truth("serious"),
            asked_of_patient=entry.truth("asked_of_patient"),
            asks_again=entry.truth("asks_again"),
        )
        for entry in entries.of("adverse_event").values()
    )


def _guideline(entry: Entry) -> Guideline:
    year = entry.number("year")
    return Guideline(
        id=entry.id,
        body=entry.text("body"),
        title=entry.text("title"),
        year=int(year or 0),
        conditions=entry.words("conditions"),
        stance=Stance(entry.text("stance")),
        says=entry.text("says"),
        read=Read(entry.text("read")),
        source=entry.text("source"),
    )
