"""Who is told to be a layperson, however the word is typed."""

import pytest

from zusanli.core.case.people import is_lay


@pytest.mark.parametrize(
    "name",
    [
        "patient", "Patient", " PATIENT ", "pa\u200btient", "\uff50atient", "The patient",
        "patient's mother", "Mother", "self", "her own daughter", "-", "...", "123", "\u200b",
        "patient 7", "n/a", "患者", "患者本人", "家屬", "mother/carer",
    ],
)  # fmt: skip
def test_laypeople_and_nobody(name):
    assert is_lay(name)


@pytest.mark.parametrize(
    "name",
    ["Mei Tan", "Bob", "Dr Patience Fields", "王小明", "田中", "Ann Carer-Jones", "J. Mothersill"],
)
def test_whoever_has_a_name_is_believed(name):
    assert not is_lay(name)
