"""The patient's leaflet: the same decision in plain words and large print."""

from collections.abc import Iterator
from itertools import groupby

from zusanli.core.advice.given import Given
from zusanli.core.claims.claim import EVERYONE
from zusanli.core.decide import Decision
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import Urgency
from zusanli.core.words import noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
    Tip,
    Tips,
)
from zusanli.documents.grades import CAVEAT, may_say
from zusanli.documents.sentences import day_text, fine_print
from zusanli.documents.wording import action_of, complaints_text, filled, label_of

TO_DO = {
    Urgency.EMERGENCY: noop("Get help now"),
    Urgency.URGENT: noop("Be seen today"),
    Urgency.SOON: noop("See a doctor in the next days"),
}
EMERGENCY_NUMBER = "{emergency_number}"
WHEN = {
    "always": noop("Good to know"),
    "before": noop("Before your visit"),
    "after": noop("After your visit"),
    "home": noop("At home"),
}
SIDES = {
    "both": noop("both sides"),
    "middle": noop("middle"),
    "left": noop("left"),
    "right": noop("right"),
}
LOOKS_AT = {
    "foot_pulses": noop("The pulses in your feet, and how warm your feet are"),
    "ankle_brachial_pressure": noop("The blood pressure at your ankles and arms"),
    "calf_and_deep_veins": noop("Your calves: how thick, how swollen, how sore"),
    "wells_table": noop("Signs of a blood clot in the leg"),
    "ankle_and_foot_bones": noop("The bones of your ankle and foot, and a few steps"),
    "knee_bones": noop("The bones of your knee, and a few steps"),
    "hip_after_fall": noop("Your hips after the fall"),
    "sore_bone": noop("The bone where the pain began, and a few steps"),
    "pressure_in_leg_muscles": noop("How tight the muscles of your leg are"),
    "simmonds_tests": noop("The tendon at your heel"),
    "child_leg": noop("Your child's hips and legs"),
    "check_in": noop("How you are that day, what you ate, and how you get home"),
    "inr_record": noop("Your last INR, the test of how fast your blood clots"),
    "blood_counts": noop("Your last blood counts"),
    "power_and_reflexes": noop("How strong your legs are, and your reflexes"),
    "skin_of_legs_and_feet": noop("The skin of your legs and feet, soles and between the toes"),
    "feeling_of_feet": noop("How well your feet can feel"),
    "vital_signs": noop("Your temperature, pulse, breathing and blood pressure"),
    "heat_of_joints_and_feet": noop("If a joint or a foot is hot or swollen"),
}
"""What an examination looks at, in a patient's words; its title speaks to the practitioner."""


def leaflet(decision: Decision) -> Document:
    """Say what the patient should know and do; a danger first, and nothing that promises."""
    say = decision.book.say
    day = day_text(decision.case.on, say)
    complaints = complaints_text(decision.case.complaints or frozenset(), decision.book)
    return Document(
        language=say.language,
        kind=say("For you"),
        title=say("About your visit"),
        subtitle=say("{day}: {complaints}", day=day, complaints=complaints) if complaints else day,
        large_print=True,
        blocks=(
            *what_to_do(decision),
            *_booking(decision),
            *_looked_at(decision),
            *care_blocks(decision),
            *point_blocks(decision),
            *_known(decision),
            *advice_blocks(decision),
            fine_print(
                decision,
                say(
                    "This leaflet informs you. It is not a diagnosis. "
                    "It was not reviewed by a clinician."
                ),
            ),
        ),
    )


def advice_blocks(decision: Decision) -> Iterator[Block]:
    """Say the advice by when it is needed, each with its danger signs, then what is left out."""
    say = decision.book.say
    order = list(WHEN)
    said = [each for each in decision.advice if each.text is not None]
    # What to do in an emergency stands first of its kind.
    said.sort(
        key=lambda each: (
            order.index(each.advice.when_to_say),
            EMERGENCY_NUMBER not in (each.text or ""),
        )
    )
    for when, group in groupby(said, key=lambda each: each.advice.when_to_say):
        yield Heading(say(WHEN[when]))
        yield Tips(tuple(tip(each, decision) for each in group), say("Get help"))
    left_out = [each for each in decision.advice if each.suppressed_because]
    if left_out:
        yield Heading(say("Left out for you, and why"))
        yield Bullets(tuple(dict.fromkeys(_left_out(each, decision) for each in left_out)))
    if any(each.advice.acupressure for each in left_out):
        yield Paragraph(
            say(
                "This is about pressing at home. About needles your practitioner decides, after "
                "looking at you."
            )
        )


def _left_out(each: Given, decision: Decision) -> str:
    """Say why advice is left out; of pressing a point, which point."""
    because, codes = each.suppressed_because or "", each.advice.acupressure
    if not codes:
        return because
    say = decision.book.say
    return say("{points}: {because}", points=say.listed(codes), because=because)


def tip(each: Given, decision: Decision) -> Tip:
    """Say one piece of advice, with what the patient told us that it is about."""
    text, book = filled(each.text or "", decision), decision.book
    if each.recalls:
        told = book.say.apart(label_of(name, book) for name in each.recalls)
        text = book.say("{text} You told us: {told}.", text=text, told=told)
    return Tip(text, filled(each.advice.seek_help, decision))


def what_to_do(decision: Decision) -> Iterator[Block]:
    """Say what the patient does now about each flag that nobody released, the worst first."""
    raised = [each for each in decision.triage.raised if each.released_by is None]
    for urgency, group in groupby(raised, key=lambda each: each.flag.urgency):
        country, book = decision.case.country, decision.book
        actions = [action_of(each.flag, country=country, book=book) for each in group]
        yield Notice(
            title=book.say(TO_DO[urgency]),
            lines=tuple(dict.fromkeys(actions)),
            alarm=urgency >= Urgency.URGENT,
        )


def _booking(decision: Decision) -> Iterator[Block]:
    triage, say = decision.triage, decision.book.say
    yield Heading(say("Can you book a visit?"))
    if triage.urgency is Urgency.EMERGENCY:
        yield Paragraph(say("Not now. Please get help first."))
        return
    if not triage.may_book_assessment:
        yield Paragraph(say("Not yet. We need your answers to some more questions first."))
        return
    yield Paragraph(
        say(
            "Yes, you can book a first visit. At this visit we talk, and look at your legs "
            "and feet."
        )
    )
    if any(each.stops for each in triage.raised):
        yield Paragraph(say("But being seen today comes first."))
    if any(each.flag.serious for each in triage.open):
        yield Paragraph(
            say(
                "Some things are not clear yet. We look at them when you come. "
                "It is fine to say that you are not sure."
            )
        )
    if not triage.may_needle:
        yield Paragraph(say("We use no needles until this has been sorted out."))


def _looked_at(decision: Decision) -> Iterator[Block]:
    due, say = decision.triage.examinations_due, decision.book.say
    if due and decision.triage.urgency is not Urgency.EMERGENCY:
        yield Heading(say("What we look at first"))
        yield Bullets(tuple(look_text(kind, decision) for kind in due))


def look_text(kind: ExaminationKind, decision: Decision) -> str:
    """Say what an examination looks at, as a patient understands it."""
    return decision.book.say(LOOKS_AT[kind.id]) if kind.id in LOOKS_AT else kind.title


def care_blocks(decision: Decision) -> Iterator[Block]:
    """
    Say what is done differently for this patient.

    Only by what is known of them: "near your new joint" would be false to somebody who was merely
    not asked about one. What is not known is taken care of too, and is said in general.
    """
    say = decision.book.say
    mine = [each for each in decision.care.in_force if not each.precaution.for_everybody]
    texts = [filled(each.precaution.patient, decision) for each in mine if each.because]
    said = tuple(dict.fromkeys(text for text in texts if text))
    careful = any(not each.because for each in mine)
    if decision.triage.urgency is Urgency.EMERGENCY or not (said or careful):
        return
    yield Heading(say("How we take care of you"))
    if said:
        yield Bullets(said)
    if careful:
        yield Paragraph(
            say(
                "We do not know all about your health yet. Until we do, we take more care. "
                "Tell us about your illnesses and medicines."
            )
        )


def _known(decision: Decision) -> Iterator[Block]:
    """Say what is known of an effect on what the patient comes for, each with its grade."""
    own = [each for each in decision.claims if EVERYONE not in each.about]
    if own and not any(each.stops for each in decision.triage.raised):
        say = decision.book.say
        yield Heading(say("What is known of needles for this"))
        yield from may_say(own, say)
        yield Paragraph(say(CAVEAT))


def point_blocks(decision: Decision) -> Iterator[Block]:
    """Show the points of the proposed set by their names, and whose choice they are."""
    say = decision.book.say
    in_set = [each for each in (decision.choice.points if decision.choice else ()) if each.in_set]
    if not in_set:
        return
    yield Heading(say("The points that we may use"))
    yield Table(
        head=(say("Point"), say("Name"), say("Characters"), say("Side")),
        rows=tuple(
            (each.point.code, each.point.pinyin, each.point.hanzi, say(SIDES[each.side]))
            for each in in_set
        ),
        widths=(18, 32, 26, 24),
    )
    yield Paragraph(
        say("Your practitioner may choose others with you. You can say no at any time.")
    )
