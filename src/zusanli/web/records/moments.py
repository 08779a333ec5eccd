"""
What each room tells for a patient's timeline.

Who only knows a patient reads who and when; what was answered, and all that is of their health, is
told to who treats them.
"""

from collections.abc import Iterator

from django.urls import reverse

from zusanli.clinic.booking.models import AppointmentChange, ChangeKind
from zusanli.clinic.check_ins.models import Alert, CheckIn, News
from zusanli.clinic.consents.models import Consent, Withdrawal
from zusanli.clinic.erasure.models import ErasureRequest
from zusanli.clinic.goals.models import GoalEntry
from zusanli.clinic.goals.models import What as Written
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.notes.models import Note
from zusanli.clinic.outbox.kinds import AFTER_A_VISIT
from zusanli.clinic.outbox.models import Message, State
from zusanli.clinic.outcomes.models import CourseDecision, OutcomeSet, What
from zusanli.clinic.own_data.models import Correction
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.receipts.models import Receipt
from zusanli.clinic.records.models import (
    Intake,
    Judgement,
    JudgementKind,
    Merge,
    PersonalDetails,
    Separation,
)
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.documents.answered import called
from zusanli.web.records.roles import KNOWS, TREATS
from zusanli.web.records.timeline import Moment, Reader, Room
from zusanli.web.undelivered.views import KINDS

CHANGES = {
    ChangeKind.BOOKED: noop("Visit booked"),
    ChangeKind.MOVED: noop("Visit moved"),
    ChangeKind.CANCELLED: noop("Visit cancelled"),
}
JUDGED = {
    JudgementKind.EXAMINATION: noop("Examined"),
    JudgementKind.HISTORY: noop("History gone through"),
    JudgementKind.MONITORED: noop("The doctor who looks after it named"),
    JudgementKind.OVERRIDE: noop("An answer corrected"),
    JudgementKind.RELEASE: noop("A danger sign judged"),
}
DECIDED = {
    What.CONTINUE: noop("go on"),
    What.CHANGE: noop("change something"),
    What.STOP: noop("stop"),
}
NEWS = {
    News.YES: noop("something is new or worse"),
    News.NO: noop("nothing is new or worse"),
    News.NOT_SURE: noop("not sure whether something is new or worse"),
}

GOALS = {
    Written.SET: noop("Goal set"),
    Written.CHANGED: noop("Goal changed"),
    Written.REACHED: noop("Goal reached"),
    Written.DROPPED: noop("Goal dropped"),
}


def visits(of: Reader) -> Iterator[Moment]:
    """Tell of each visit that was booked, moved or cancelled, and by whom."""
    say = of.say
    changes = AppointmentChange.objects.filter(appointment__patient__in=of.own)
    for each in changes.select_related("appointment", "practitioner"):
        at = each.starts_after or each.starts_before or each.appointment.starts_at
        yield Moment(
            at=each.at,
            kind=say(CHANGES[ChangeKind(each.kind)]),
            words=say(
                "{when}, with {practitioner}; by {name}",
                when=of.clock.when(at),
                practitioner=each.practitioner.called,
                name=called(each.by, say),
            ),
            address=reverse("desk_visit", kwargs={"visit": each.appointment_id}),
        )


def signatures(of: Reader) -> Iterator[Moment]:
    """Tell that a consent was signed or taken back; what it says is for who treats."""
    say = of.say
    for each in Consent.objects.filter(patient__in=of.own):
        where = {"patient": of.patient, "consent": each.pk}
        yield Moment(
            at=each.signed_at,
            kind=say("Consent signed"),
            words=each.signed_by,
            address=reverse("signed_sheet", kwargs=where) if of.user.has_role(*TREATS) else "",
        )
    for taken in Withdrawal.objects.filter(consent__patient__in=of.own):
        yield Moment(taken.at, say("Consent taken back"), called(taken.by, say))


def messages(of: Reader) -> Iterator[Moment]:
    """Tell what was sent. That somebody's skin is asked after tells of their feeling."""
    say = of.say
    sent = Message.objects.filter(patient__in=of.own, state=State.SENT)
    if not of.user.has_role(*TREATS):
        sent = sent.exclude(kind__in=AFTER_A_VISIT)
    for each in sent:
        if each.sent_at:
            yield Moment(each.sent_at, say("Message sent"), say(KINDS[each.kind]))


def details(of: Reader) -> Iterator[Moment]:
    """Tell when name and numbers were recorded, and what the patient asked to have corrected."""
    say = of.say
    for each in PersonalDetails.objects.filter(patient__in=of.own):
        yield Moment(
            each.recorded_at, say("Name and numbers recorded"), called(each.recorded_by, say)
        )
    for asked in Correction.objects.filter(patient__in=of.own):
        yield Moment(asked.asked_at, say("Asked for a correction"), address=reverse("corrections"))
        if asked.settled_at:
            yield Moment(asked.settled_at, say("Correction settled"), asked.settled_by)
    for wish in ErasureRequest.objects.filter(patient__in=of.own):
        yield Moment(wish.asked_at, say("Asked to be erased"), called(wish.by, say))


def records(of: Reader) -> Iterator[Moment]:
    """Tell that two records were found to be of one person, or of two after all."""
    say = of.say
    merges = Merge.objects.filter(patient__in=of.own) | Merge.objects.filter(into__in=of.own)
    for each in merges:
        yield Moment(each.at, say("Two records joined"), each.by)
    for parted in Separation.objects.filter(merge__in=merges.values("pk")):
        yield Moment(parted.at, say("Two records parted"), parted.by)


def questionnaires(of: Reader) -> Iterator[Moment]:
    """Tell when a questionnaire was begun, and lead to its last answers."""
    say = of.say
    for each in Intake.objects.filter(patient__in=of.own):
        last = each.versions.latest("number")
        where = {"patient": of.patient, "intake": each.pk, "number": last.number}
        yield Moment(
            at=each.begun_at,
            kind=say("Questionnaire begun"),
            words=say("last answered {when}", when=of.clock.when(last.at)),
            address=reverse("answers_then", kwargs=where),
        )


def check_ins(of: Reader) -> Iterator[Moment]:
    """Tell how somebody was after a visit, in their own words where they wrote any."""
    say = of.say
    for each in CheckIn.objects.filter(patient__in=of.own):
        words = say(NEWS[News(each.news)])
        yield Moment(each.at, say("Told after a visit"), f"{words}. {each.note}".strip(". "))


def alerts(of: Reader) -> Iterator[Moment]:
    """Tell what somebody at the clinic had to look at, and what was done."""
    say = of.say
    for each in Alert.objects.filter(check_in__patient__in=of.own):
        if each.settled_at is None:
            yield Moment(each.raised_at, say("To be looked at"), address=reverse("alerts"))
        else:
            done = f"{each.what_was_done} ({each.settled_by})"
            yield Moment(each.settled_at, say("Looked at"), done)


def goals(of: Reader) -> Iterator[Moment]:
    """Tell what was agreed beside the visits, and what became of it."""
    where = reverse("care_plan", kwargs={"patient": of.patient})
    for each in GoalEntry.objects.filter(patient__in=of.own):
        yield Moment(each.at, of.say(GOALS[Written(each.what)]), each.by, where)


def examinations(of: Reader) -> Iterator[Moment]:
    """Tell who examined, corrected or judged something."""
    say = of.say
    for each in Judgement.objects.filter(patient__in=of.own, kind__in=JUDGED):
        yield Moment(each.at, say(JUDGED[JudgementKind(each.kind)]), each.by)


def plans(of: Reader) -> Iterator[Moment]:
    """Tell when a plan was signed."""
    say, address = of.say, reverse("review", kwargs={"patient": of.patient})
    for each in Plan.objects.filter(patient__in=of.own):
        yield Moment(each.at, say("Plan signed"), each.by, address)


def notes(of: Reader) -> Iterator[Moment]:
    """Tell which visits were charted, and lead to the note."""
    say = of.say
    for each in Note.objects.filter(patient__in=of.own).select_related("practitioner"):
        address = reverse("note", kwargs={"visit": each.visit_id})
        yield Moment(each.begun_at, say("Visit charted"), each.practitioner.called, address)


def letters(of: Reader) -> Iterator[Moment]:
    """Tell which letters were written to whom."""
    say = of.say
    for each in Letter.objects.filter(patient__in=of.own):
        address = reverse("letter", kwargs={"patient": of.patient, "number": each.pk})
        yield Moment(each.at, say("Letter written"), each.to, address)


def receipts(of: Reader) -> Iterator[Moment]:
    """Tell which receipts were given; what stands on them is read there."""
    say = of.say
    for each in Receipt.objects.filter(patient__in=of.own):
        address = reverse("receipt", kwargs={"patient": of.patient, "number": each.number})
        yield Moment(each.at, say("Receipt given"), str(each.number), address)


def outcomes(of: Reader) -> Iterator[Moment]:
    """Tell when scores were taken, and what was decided on them and why."""
    say, address = of.say, reverse("patient_outcomes", kwargs={"patient": of.patient})
    for each in OutcomeSet.objects.filter(patient__in=of.own):
        yield Moment(each.at, say("Scores taken"), address=address)
    for decided in CourseDecision.objects.filter(patient__in=of.own):
        words = f"{say(DECIDED[What(decided.what)])}: {decided.reason} ({decided.by})"
        yield Moment(decided.at, say("Course decided"), words, address)


ROOMS: tuple[tuple[Room, tuple[Role, ...]], ...] = (
    (visits, KNOWS),
    (signatures, KNOWS),
    (messages, KNOWS),
    (details, KNOWS),
    (records, KNOWS),
    (receipts, KNOWS),
    (questionnaires, TREATS),
    (check_ins, TREATS),
    (alerts, TREATS),
    (goals, TREATS),
    (examinations, TREATS),
    (plans, TREATS),
    (notes, TREATS),
    (letters, TREATS),
    (outcomes, TREATS),
)
"""Each room with who may read what it tells."""
