import pytest

from zusanli.core.protocol import Protocol, TrialCount, count_trials


def trial(name, *, points=("ST36",), counts=True, of=None, conditions=("sciatica",)):
    return Protocol(
        name, of or name, conditions, counts=counts, proposes=True, points=tuple(points)
    )


@pytest.mark.parametrize(
    ("protocols", "expected"),
    [
        pytest.param([], TrialCount(0, 0), id="none"),
        pytest.param([trial("a"), trial("b", points=())], TrialCount(1, 1), id="one silent"),
        pytest.param([trial("a", counts=False)], TrialCount(0, 0), id="a textbook"),
        pytest.param([trial("a", conditions=("gout",))], TrialCount(0, 0), id="another condition"),
        pytest.param([trial("a", of="t"), trial("b", of="t")], TrialCount(1, 0), id="two arms"),
        pytest.param(
            [trial("a", of="t", points=()), trial("b", of="t")],
            TrialCount(1, 0),
            id="two arms, one of them silent",
        ),
    ],
)
def test_trials_are_counted_once_and_apart_by_whether_they_name_points(protocols, expected):
    assert count_trials(protocols, "sciatica") == expected


def test_the_arms_of_one_trial_of_the_knee_count_once(book):
    assert book.conditions["knee_osteoarthritis"].trials == TrialCount(4, 2)
    assert book.conditions["chemotherapy_neuropathy"].trials == TrialCount(9, 3)


def test_arm_studies_and_the_measurement_at_the_chest_count_for_nothing(compiled):
    excluded = {
        entry.id
        for entry in compiled.entries.of("protocol").values()
        if entry.text("excluded_because")
    }

    assert {"p024", "p047", "p048"} <= excluded
