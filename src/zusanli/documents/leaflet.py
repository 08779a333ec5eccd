"""The patient's leaflet: the same decision in plain words and large print."""

from collections.abc import Iterator
from itertools import groupby

from zusanli.core.advice.given import Given
from zusanli.core.decide import Decision
from zusanli.core.triage.flags import Urgency
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    FinePrint,
    Heading,
    Notice,
    Paragraph,
    Table,
    Tip,
    Tips,
)
from zusanli.documents.decision_data import REVIEW
from zusanli.documents.sentences import made_by
from zusanli.documents.wording import action_of, complaints_text, filled

TO_DO = {
    Urgency.EMERGENCY: "Get help now",
    Urgency.URGENT: "Be seen today",
    Urgency.SOON: "See a doctor in the next days",
}
WHEN = {
    "before": "Before your visit",
    "after": "After your visit",
    "home": "At home",
    "always": "Good to know",
}
SIDES = {"both": "both sides", "middle": "middle", "left": "left", "right": "right"}
LOOKS_AT = {
    "foot_pulses": "The pulses in your feet, and how warm your feet are",
    "ankle_brachial_pressure": "The blood pressure at your ankles and arms",
    "calf_and_deep_veins": "Your calves: how thick, how swollen, how sore",
    "wells_table": "Signs of a blood clot in the leg",
    "ankle_and_foot_bones": "The bones of your ankle and foot, and a few steps",
    "knee_bones": "The bones of your knee, and a few steps",
    "hip_after_fall": "Your hips after the fall",
    "sore_bone": "The bone where the pain began, and a few steps",
    "pressure_in_leg_muscles": "How tight the muscles of your leg are",
    "simmonds_tests": "The tendon at your heel",
    "child_leg": "Your child's hips and legs",
    "check_in": "How you are that day, what you ate, and how you get home",
    "inr_record": "Your last INR, the test of how fast your blood clots",
    "blood_counts": "Your last blood counts",
    "power_and_reflexes": "How strong your legs are, and your reflexes",
    "skin_of_legs_and_feet": "The skin of your legs and feet, soles and between the toes",
    "feeling_of_feet": "How well your feet can feel",
    "vital_signs": "Your temperature, pulse, breathing and blood pressure",
    "heat_of_joints_and_feet": "If a joint or a foot is hot or swollen",
}
"""What an examination looks at, in a patient's words; its title speaks to the practitioner."""


def leaflet(decision: Decision) -> Document:
    """Say what the patient should know and do; a danger first, and nothing that promises."""
    complaints = complaints_text(decision.case.complaints or frozenset(), decision.book)
    on = decision.case.on
    return Document(
        kind="For you",
        title="About your visit",
        subtitle=f"{on.day} {on:%B %Y}" + (f": {complaints}" if complaints else ""),
        large_print=True,
        blocks=(
            *_what_to_do(decision),
            *_booking(decision),
            *_looked_at(decision),
            *_care(decision),
            *_points(decision),
            *advice_blocks(decision),
            _foot(decision),
        ),
    )


def advice_blocks(decision: Decision) -> Iterator[Block]:
    """Say the advice by when it is needed, each with its danger signs, then what is left out."""
    order = list(WHEN)
    said = [each for each in decision.advice if each.text is not None]
    said.sort(key=lambda each: order.index(each.advice.when_to_say))
    for when, group in groupby(said, key=lambda each: each.advice.when_to_say):
        yield Heading(WHEN[when])
        yield Tips(tuple(_tip(each, decision) for each in group))
    reasons = [each.suppressed_because for each in decision.advice if each.suppressed_because]
    if reasons:
        yield Heading("Left out for you, and why")
        yield Bullets(tuple(dict.fromkeys(reasons)))


def _tip(each: Given, decision: Decision) -> Tip:
    return Tip(filled(each.text or "", decision), filled(each.advice.seek_help, decision))


def _what_to_do(decision: Decision) -> Iterator[Block]:
    raised = [each for each in decision.triage.raised if each.released_by is None]
    for urgency, group in groupby(raised, key=lambda each: each.flag.urgency):
        country, book = decision.case.country, decision.book
        actions = [action_of(each.flag, country=country, book=book) for each in group]
        yield Notice(
            title=TO_DO[urgency],
            lines=tuple(dict.fromkeys(actions)),
            alarm=urgency >= Urgency.URGENT,
        )


def _booking(decision: Decision) -> Iterator[Block]:
    triage = decision.triage
    yield Heading("Can you book a visit?")
    if triage.urgency is Urgency.EMERGENCY:
        yield Paragraph("Not now. Please get help first.")
        return
    if not triage.may_book_assessment:
        yield Paragraph("Not yet. We need your answers to some more questions first.")
        return
    serious = any(each.stops for each in triage.raised)
    yield Paragraph(
        "Yes, you can book a first visit. At this visit we talk, and look at your legs and feet."
        + (" But being seen today comes first." if serious else "")
    )
    if any(each.flag.serious for each in triage.open):
        yield Paragraph(
            "Some things are not clear yet. We look at them when you come. "
            "It is fine to say that you are not sure."
        )
    if not triage.may_needle:
        yield Paragraph("We use no needles until this has been sorted out.")


def _looked_at(decision: Decision) -> Iterator[Block]:
    due = decision.triage.examinations_due
    if due and decision.triage.urgency is not Urgency.EMERGENCY:
        yield Heading("What we look at first")
        yield Bullets(tuple(LOOKS_AT.get(kind.id, kind.title) for kind in due))


def _care(decision: Decision) -> Iterator[Block]:
    """
    Say what is done differently for this patient.

    Only by what is known of them: "near your new joint" would be false to somebody who was merely
    not asked about one. What is not known is taken care of too, and is said in general.
    """
    mine = [each for each in decision.care.in_force if not each.precaution.for_everybody]
    texts = [filled(each.precaution.patient, decision) for each in mine if each.because]
    said = tuple(dict.fromkeys(text for text in texts if text))
    careful = any(not each.because for each in mine)
    if decision.triage.urgency is Urgency.EMERGENCY or not (said or careful):
        return
    yield Heading("How we take care of you")
    if said:
        yield Bullets(said)
    if careful:
        yield Paragraph(
            "We do not know all about your health yet. Until we do, we take more care. "
            "Tell us about your illnesses and medicines."
        )


def _points(decision: Decision) -> Iterator[Block]:
    in_set = [each for each in (decision.choice.points if decision.choice else ()) if each.in_set]
    if not in_set:
        return
    yield Heading("The points that we may use")
    yield Table(
        head=("Point", "Name", "Characters", "Side"),
        rows=tuple(
            (each.point.code, each.point.pinyin, each.point.hanzi, SIDES[each.side])
            for each in in_set
        ),
        widths=(18, 32, 26, 24),
    )
    yield Paragraph("Your practitioner may choose others with you. You can say no at any time.")


def _foot(decision: Decision) -> FinePrint:
    return FinePrint(
        (
            f"This leaflet informs you. It is not a diagnosis. It was {REVIEW}.",
            made_by(decision),
        )
    )
