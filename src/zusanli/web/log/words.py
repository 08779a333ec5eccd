"""What the log says, in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zusanli.clinic.audit.actor import LINK, OUTSIDE, SYSTEM, VISITOR, member_number
from zusanli.clinic.audit.models import Entry, Verb
from zusanli.clinic.staff.models import User
from zusanli.core.words import Words, noop
from zusanli.web.booking.when import Clock

VERBS = {
    Verb.OPENED: noop("opened"),
    Verb.SEARCHED: noop("searched"),
    Verb.EXPORTED: noop("exported"),
    Verb.ADDED: noop("added"),
    Verb.CHANGED: noop("changed"),
    Verb.REMOVED: noop("removed"),
}
KINDS: Mapping[str, str] = {
    "audit.entry": noop("the log"),
    "account.emailaddress": noop("an address to sign in with"),
    "booking.appointment": noop("a visit"),
    "booking.appointmentchange": noop("what happened to a visit"),
    "booking.course": noop("a planned course"),
    "booking.event": noop("news of a visit"),
    "booking.hours": noop("working hours"),
    "booking.offer": noop("an offer of an earlier time"),
    "booking.patientlink": noop("a link to a visit"),
    "booking.place": noop("a room or bed"),
    "booking.service": noop("a kind of visit"),
    "booking.timeoff": noop("time off"),
    "booking.waitlistentry": noop("a place on the wait list"),
    "brought.broughtnote": noop("a note from another program"),
    "brought.broughtvisit": noop("a past visit from another program"),
    "calendar.feed": noop("a private calendar"),
    "check_ins.alert": noop("something to look at"),
    "check_ins.checkin": noop("news after a visit"),
    "consents.consent": noop("a signed sheet"),
    "consents.withdrawal": noop("a consent taken back"),
    "erasure.erasure": noop("that somebody was erased"),
    "erasure.erasurerequest": noop("a wish to be erased"),
    "erasure.keptfor": noop("for how long records are kept"),
    "erasure.tombstone": noop("the number of somebody who was erased"),
    "exchange.backup": noop("everything, into a locked backup"),
    "exchange.export": noop("everything, for other programs"),
    "exchange.restore": noop("everything, brought back from a backup"),
    "letters.letter": noop("a letter to the doctor"),
    "list": noop("a list of patients"),
    "mfa.authenticator": noop("a second factor"),
    "notes.arrival": noop("an arrival"),
    "notes.note": noop("the note of a visit"),
    "notes.noteentry": noop("an entry of a note"),
    "outbox.message": noop("a message"),
    "own_data.correction": noop("a wish to correct"),
    "own_data.proof": noop("a try to see own data"),
    "plans.plan": noop("a signed plan"),
    "premises.clinic": noop("the clinic"),
    "premises.clinictext": noop("the clinic's own words"),
    "receipts.coveragenote": noop("a note on an insurer"),
    "receipts.coveragequestion": noop("a question to an insurer"),
    "receipts.receipt": noop("a receipt"),
    "receipts.receiptcode": noop("a line for receipts"),
    "receipts.receiptvoid": noop("a receipt made void"),
    "receipts.referral": noop("a referral"),
    "records.callrequest": noop("a wish to be called"),
    "records.intake": noop("a questionnaire"),
    "records.intakeversion": noop("answers of a questionnaire"),
    "records.judgement": noop("a finding or judgement"),
    "records.merge": noop("two records joined"),
    "records.patient": noop("a patient"),
    "records.personaldetails": noop("name and ways to reach"),
    "records.separation": noop("two records parted"),
    "staff.givenrole": noop("a role of the staff"),
    "staff.invitation": noop("an invitation"),
    "staff.licence": noop("a licence"),
    "staff.publicpage": noop("a public page"),
    "staff.user": noop("one of the staff"),
}
ACTORS = {
    SYSTEM: noop("the program"),
    VISITOR: noop("a visitor"),
    OUTSIDE: noop("somebody outside this program"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown."""

    entry: Entry
    when: str
    who: str
    verb: str
    kind: str
    more: str


def in_words(entries: Iterable[Entry], clock: Clock, say: Words) -> list[Line]:
    """Say entries in words; the staff by the names that they have today."""
    entries = list(entries)
    named = _names(entries)
    return [
        Line(
            entry=each,
            when=f"{each.at.astimezone(clock.zone):%Y-%m-%d %H:%M:%S}",
            who=_who(each.who, named, say),
            verb=say(VERBS[Verb(each.verb)]),
            kind=say(KINDS[each.kind]) if each.kind in KINDS else each.kind,
            more=_more(each),
        )
        for each in entries
    ]


def _more(entry: Entry) -> str:
    """Name the columns that changed, or the page that was opened; their words are the program's."""
    details = json.loads(entry.details)
    return ", ".join(details.get("columns", ())) or str(details.get("page", ""))


def _names(entries: Iterable[Entry]) -> dict[int, str]:
    found = (member_number(each.who) for each in entries)
    numbers = {number for number in found if number is not None}
    return {each.pk: each.called for each in User.objects.filter(pk__in=numbers)}


def _who(who: str, named: Mapping[int, str], say: Words) -> str:
    number = member_number(who)
    if number is not None and number in named:
        return named[number]
    if who.startswith(LINK):
        return say("whoever holds the link")
    return say(ACTORS[who]) if who in ACTORS else who
