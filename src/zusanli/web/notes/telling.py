"""What an entry of a note says, in words."""

from collections.abc import Iterator

from zusanli.clinic.books import rule_book
from zusanli.clinic.notes.models import NoteEntry
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Charted, Electro, Lot, Needle, Warmed
from zusanli.core.visit.entries import (
    Acted,
    Agreed,
    AskedAgain,
    Closed,
    Contact,
    CountedIn,
    CountedOut,
    Entry,
    Kept,
    NoEffects,
    NotFound,
    Observed,
    Placed,
    Positioned,
    Remark,
    Setting,
    Struck,
    TakenBack,
    Told,
)
from zusanli.core.visit.entry_reading import read_entry
from zusanli.core.words import Words, noop
from zusanli.documents.visit_words import (
    INDIVIDUAL,
    LIES,
    SEVERITY,
    STYLES,
    WAVEFORMS,
    detail_texts,
    needle_text,
    warmed_text,
)
from zusanli.documents.wording import label_of
from zusanli.errors import InputError


def told(kept: NoteEntry, book: RuleBook) -> str:
    """Say what an entry says; one of an older release that cannot be read is said to be so."""
    try:
        entry = read_entry(kept.what, book=rule_book())
    except InputError:
        return book.say("an entry that this release cannot read")
    return _told(entry, book)


def _told(entry: Entry, book: RuleBook) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each kind
    say = book.say
    match entry:
        case AskedAgain(told=()):
            return say("asked again: nothing of it")
        case AskedAgain(told=names):
            labels = say.listed(label_of(each, book) for each in names)
            return say("asked again, told: {told}", told=labels)
        case Agreed():
            return say("agrees to needles today")
        case Positioned():
            return _positioned(entry, book)
        case Placed(needles=needles):
            return say(
                "charted: {needles}", needles="; ".join(_needle(each, book) for each in needles)
            )
        case Struck():
            return say("a point taken out")
        case CountedIn(batch=batch, count=count):
            return say("set {batch}: {count} in", batch=batch, count=count)
        case CountedOut(batch=batch, count=count):
            return say("set {batch}: {count} out", batch=batch, count=count)
        case Kept(what=left):
            words = noop("{count} left in on purpose, {where}, to be taken out by {day}")
            return say(words, count=left.count, where=left.where, day=left.remove_by.isoformat())
        case NotFound(what=missing):
            words = noop("{count} not found, looked for: {searched}")
            return say(words, count=missing.count, searched=missing.searched)
        case Electro():
            return say("current: {wave}", wave=say(WAVEFORMS[entry.waveform]))
        case Warmed():
            return warmed_text(entry, book)
        case Observed(tongue=tongue, pulse=pulse):
            return say("tongue: {tongue}; pulse: {pulse}", tongue=tongue or "-", pulse=pulse or "-")
        case Told(advice=advice):
            return say("told the patient: {advice}", advice=", ".join(advice).replace("_", " "))
        case Charted():
            name = book.adverse_events[entry.event].name
            return f"{name}, {say(SEVERITY[entry.severity])}"
        case Acted(event=event, action=action):
            return f"{book.adverse_events[event].name}: {action}"
        case TakenBack(event=event):
            return say("taken back: {event}", event=book.adverse_events[event].name)
        case NoEffects():
            return say("asked for side effects: none")
        case Setting():
            return ", ".join(_setting(entry, say))
        case Lot(number=number):
            return say("lot {number}", number=number)
        case Contact(minutes=minutes):
            return say("{minutes} minutes with the patient", minutes=f"{minutes:g}")
        case Remark(text=text):
            return text
        case Closed():
            return say("closed")


def _setting(entry: Setting, say: Words) -> Iterator[str]:
    if entry.style:
        yield say(STYLES[entry.style])
    if entry.individual:
        yield say(INDIVIDUAL[entry.individual])
    if entry.setting:
        yield entry.setting


def _positioned(entry: Positioned, book: RuleBook) -> str:
    lies = book.say("set {batch}: {lies}", batch=entry.batch, lies=book.say(LIES[entry.position]))
    if entry.retain_minutes is None:
        return lies
    return f"{lies}, {book.say('{minutes} minutes', minutes=f'{entry.retain_minutes:g}')}"


def _needle(each: Needle, book: RuleBook) -> str:
    return ", ".join((needle_text(each, book), *detail_texts(each, book)))
