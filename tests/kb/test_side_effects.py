"""The side effects that the articles name are terms of their own, each with what to do."""

import pytest


@pytest.mark.parametrize(
    ("element", "term"),
    [
        pytest.param("000-L025-1", "needling_discomfort", marks=pytest.mark.element("000-L025-1")),
        pytest.param("000-L026-1", "itching", marks=pytest.mark.element("000-L026-1")),
        pytest.param("000-L027-1", "warmth", marks=pytest.mark.element("000-L027-1")),
        pytest.param(
            "000-L028-1", "local_numbness_tingling", marks=pytest.mark.element("000-L028-1")
        ),
        pytest.param("000-L029-1", "minor_bleeding", marks=pytest.mark.element("000-L029-1")),
        pytest.param("000-L030-1", "dizziness", marks=pytest.mark.element("000-L030-1")),
        pytest.param("000-L031-1", "fainting", marks=pytest.mark.element("000-L031-1")),
        pytest.param("000-L032-1", "bruising", marks=pytest.mark.element("000-L032-1")),
        pytest.param("003-L035-1", "needling_discomfort", marks=pytest.mark.element("003-L035-1")),
        pytest.param("003-L035-2", "minor_bleeding", marks=pytest.mark.element("003-L035-2")),
        pytest.param("003-L035-3", "electric_feeling", marks=pytest.mark.element("003-L035-3")),
    ],
)
def test_each_is_a_term_with_onset_action_and_what_makes_it_worse(compiled, element, term):
    entry = compiled.entries.of("adverse_event")[term]

    assert element in entry.words("elements")
    assert set(entry.words("onset")) <= {"during", "after"}
    assert entry.text("what_to_do")
    assert entry.text("escalate_when")


@pytest.mark.element("003-L035-3")
def test_an_electric_feeling_asks_to_withdraw(compiled):
    entry = compiled.entries.of("adverse_event")["electric_feeling"]

    assert "withdraw" in f"{entry.text('what_to_do')} {entry.text('prompt')}".lower()


def test_they_are_counted_with_needles_treatments_and_patients(compiled):
    form = compiled.entries.of("adverse_event_form")["form"]

    assert form.words("denominators") == ("needles", "treatments", "patients")
