from dataclasses import replace
from datetime import timedelta

import pytest

from tests.rulebooks import ALL_CLEAR, FLAGS, NOON, book, decided, hours_before
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.triage.flags import Urgency
from zusanli.errors import NoFlagsInForceError


def raised(decision):
    return tuple(each.flag.id for each in decision.triage.raised)


def still_open(decision):
    return tuple(each.flag.id for each in decision.triage.open)


@pytest.mark.parametrize(
    ("answers", "expected_raised", "expected_open", "may_needle"),
    [
        pytest.param({}, (), ("cold_leg", "clot", "hot", "nerve"), False, id="never asked"),
        pytest.param(ALL_CLEAR, (), (), True, id="all clear"),
        pytest.param(
            ALL_CLEAR | {"swollen_leg": None}, (), ("clot",), False, id="not known does not clear"
        ),
        pytest.param(
            ALL_CLEAR | {"sore_calf": None}, (), ("clot",), False, id="a gate not known stays open"
        ),
        pytest.param(ALL_CLEAR | {"sore_calf": True}, (), ("clot",), False, id="details not asked"),
        pytest.param(
            ALL_CLEAR | {"sore_calf": True, "past_clot": False}, (), (), True, id="details clear"
        ),
        pytest.param(
            ALL_CLEAR | {"sore_calf": True, "past_clot": True, "looks_well": True},
            (),
            (),
            True,
            id="good news counts downward",
        ),
        pytest.param(
            ALL_CLEAR | {"numb_feet_long": None}, (), ("nerve",), True, id="soon never holds back"
        ),
        pytest.param(
            {"alarms": ["cold_foot", "swollen_leg"]},
            ("cold_leg", "clot"),
            ("hot", "nerve"),
            False,
            id="worst first",
        ),
        pytest.param(
            ALL_CLEAR | {"temperature": 39}, ("hot",), (), False, id="a number at its cut point"
        ),
        pytest.param(ALL_CLEAR | {"temperature": 38}, (), (), True, id="one unit below"),
    ],
)
def test_triage_gives_what_is_raised_and_what_is_open(
    answers, expected_raised, expected_open, may_needle
):
    decision = decided(answers)

    assert raised(decision) == expected_raised
    assert still_open(decision) == expected_open
    assert decision.triage.may_needle is may_needle


def test_urgency_is_the_worst_raised_and_possible_urgency_the_worst_raised_or_open():
    decision = decided(ALL_CLEAR | {"swollen_leg": True, "cold_foot": None})

    assert decision.triage.urgency is Urgency.URGENT
    assert decision.triage.possible_urgency is Urgency.EMERGENCY


def test_a_true_rule_raises_whatever_its_gate():
    by = book(flags={"odd": ("cold_foot", "sore_calf", Urgency.URGENT)})

    assert raised(decided({"cold_foot": False, "sore_calf": True}, by=by)) == ("odd",)


def test_an_empty_rule_book_is_an_error_and_clears_nobody():
    with pytest.raises(NoFlagsInForceError):
        decided(ALL_CLEAR, by=book(flags={}))


class TestBooking:
    def test_is_not_for_a_patient_nobody_has_asked(self):
        assert not decided({}).triage.may_book_assessment

    def test_is_for_a_patient_who_is_not_sure_of_anything(self):
        unsure = {"alarms": None, "sore_calf": None, "temperature": None}

        assert decided(unsure).triage.may_book_assessment

    def test_needs_only_the_gates_of_emergencies_to_be_put(self):
        assert decided({"cold_foot": False}).triage.may_book_assessment

    def test_is_not_for_an_emergency(self):
        assert not decided(ALL_CLEAR | {"cold_foot": True}).triage.may_book_assessment

    def test_is_for_an_urgent_flag_since_an_assessment_is_no_needle(self):
        assert decided(ALL_CLEAR | {"swollen_leg": True}).triage.may_book_assessment


class TestAgeing:
    def test_a_reassuring_answer_over_48_hours_old_is_unknown(self):
        old = {"value": False, "at": hours_before(48.1)}

        assert still_open(decided(ALL_CLEAR | {"sore_calf": old})) == ("clot",)

    def test_at_48_hours_it_still_counts(self):
        assert (
            still_open(decided(ALL_CLEAR | {"sore_calf": {"value": False, "at": hours_before(48)}}))
            == ()
        )

    def test_an_alarming_answer_still_raises_however_old(self):
        old = {"value": True, "at": hours_before(5000)}

        assert raised(decided(ALL_CLEAR | {"swollen_leg": old})) == ("clot",)

    def test_an_old_tick_list_no_longer_clears_its_items(self):
        old = {"value": [], "at": hours_before(49)}

        assert still_open(decided(ALL_CLEAR | {"alarms": old})) == ("cold_leg", "clot")

    def test_an_old_number_raises_but_does_not_reassure(self):
        high = {"value": 39.5, "at": hours_before(60)}
        fine = {"value": 36.6, "at": hours_before(60)}

        assert raised(decided(ALL_CLEAR | {"temperature": high})) == ("hot",)
        assert still_open(decided(ALL_CLEAR | {"temperature": fine})) == ("hot",)

    def test_fixed_history_does_not_age(self):
        answers = {"sore_calf": True, "past_clot": {"value": False, "at": hours_before(5000)}}

        assert still_open(decided(ALL_CLEAR | answers)) == ()

    def test_good_news_that_is_protective_ages_as_its_yes(self):
        sore = {"sore_calf": True, "past_clot": True}
        old = {"value": True, "at": hours_before(72)}

        assert still_open(decided(ALL_CLEAR | sore | {"looks_well": old})) == ("clot",)


class TestTickLists:
    def test_none_of_these_is_no_to_each(self):
        assert still_open(decided({"alarms": [], "sore_calf": False})) == ("hot", "nerve")

    def test_not_sure_leaves_each_unknown_but_asked(self):
        decision = decided(ALL_CLEAR | {"alarms": None})

        assert still_open(decision) == ("cold_leg", "clot")
        assert decision.triage.may_book_assessment

    def test_a_tick_says_nothing_of_the_rest(self):
        decision = decided({"alarms": ["swollen_leg"], "sore_calf": False})

        assert raised(decision) == ("clot",)
        assert "cold_leg" in still_open(decision)
        assert not decision.triage.may_book_assessment

    def test_not_sure_about_the_list_gives_way_to_what_was_then_answered(self):
        singly = ALL_CLEAR | {"alarms": None, "cold_foot": False, "swollen_leg": True}

        assert raised(decided(singly)) == ("clot",)
        assert still_open(decided(singly)) == ()

    def test_an_old_no_is_nothing_beside_a_new_one(self):
        old = {"value": [], "at": hours_before(100)}

        assert still_open(decided(ALL_CLEAR | {"alarms": old, "cold_foot": False})) == ("clot",)

    def test_of_a_list_and_an_answer_that_disagree_the_worse_stands(self):
        assert raised(decided(ALL_CLEAR | {"alarms": [], "cold_foot": True})) == ("cold_leg",)
        assert still_open(decided(ALL_CLEAR | {"alarms": [], "cold_foot": None})) == ("cold_leg",)
        assert raised(decided({"alarms": ["cold_foot"], "cold_foot": False})) == ("cold_leg",)


def pulses(value, *, hours=1.0, **more):
    findings = {"pulse_absent": value, **more}
    return [{"id": "pulses", "by": "Bob", "at": hours_before(hours), "findings": findings}]


class TestExaminations:
    needed = book(required_if="'numb_feet' IN complaints")

    def test_one_that_is_required_holds_back_needling_until_it_is_recorded(self):
        numb = {"complaints": ["numb_feet"], "by": self.needed}

        assert not decided(ALL_CLEAR, **numb).triage.may_needle
        assert decided(ALL_CLEAR, **numb, examinations=pulses(False)).triage.may_needle

    def test_one_whose_need_is_unknown_is_due(self):
        by = self.needed
        case = {"on": NOON.isoformat(), "answers": ALL_CLEAR}
        decision = decide(case=read_case(case, book=by, now=NOON), book=by, engine="test")

        assert [kind.id for kind in decision.triage.examinations_due] == ["pulses"]

    def test_one_with_a_finding_missing_or_not_known_is_still_due(self):
        numb = {"complaints": ["numb_feet"], "by": self.needed}

        assert not decided(ALL_CLEAR, **numb, examinations=pulses(None)).triage.may_needle

    def test_one_of_yesterday_is_due_again_when_it_holds_for_the_day(self):
        numb = {"complaints": ["numb_feet"], "by": self.needed}

        assert not decided(
            ALL_CLEAR, **numb, examinations=pulses(False, hours=12.5)
        ).triage.may_needle

    def test_its_good_news_settles_a_not_sure(self):
        unsure = ALL_CLEAR | {"cold_foot": None}

        assert still_open(decided(unsure)) == ("cold_leg",)
        assert still_open(decided(unsure, examinations=pulses(False, cold_foot=False))) == ()

    def test_its_good_news_does_not_undo_what_the_patient_said(self):
        said = ALL_CLEAR | {"cold_foot": True}

        assert raised(decided(said, examinations=pulses(False, cold_foot=False))) == ("cold_leg",)

    def test_its_bad_news_counts_whatever_the_patient_said(self):
        assert raised(decided(ALL_CLEAR, examinations=pulses(False, cold_foot=True))) == (
            "cold_leg",
        )

    def test_past_its_time_it_alarms_but_does_not_reassure(self):
        unsure = ALL_CLEAR | {"cold_foot": None}
        old_no = pulses(False, hours=50, cold_foot=False)
        old_yes = pulses(False, hours=50, cold_foot=True)

        assert still_open(decided(unsure, examinations=old_no)) == ("cold_leg",)
        assert raised(decided(unsure, examinations=old_yes)) == ("cold_leg",)

    def test_what_a_patient_is_asked_ages_in_an_examination_that_holds_for_long(self):
        long = book()
        pulses_for_long = replace(long.examinations["pulses"], valid_for=timedelta(days=30))
        by = replace(long, examinations={"pulses": pulses_for_long})
        unsure = ALL_CLEAR | {"cold_foot": None}

        def found(hours, *, cold):
            return pulses(False, hours=hours, cold_foot=cold)

        assert still_open(decided(unsure, by=by, examinations=found(47, cold=False))) == ()
        assert still_open(decided(unsure, by=by, examinations=found(49, cold=False))) == (
            "cold_leg",
        )
        assert raised(decided(unsure, by=by, examinations=found(49, cold=True))) == ("cold_leg",)

    def test_a_layperson_cannot_reassure_with_an_examiners_finding(self):
        by = book(flags={"cold": ("pulse_absent", "pulse_absent", Urgency.URGENT)})

        assert still_open(decided({"pulse_absent": False}, by=by)) == ("cold",)
        assert still_open(decided({"pulse_absent": {"value": False, "by": "Bob"}}, by=by)) == ()
        assert raised(decided({"pulse_absent": True}, by=by)) == ("cold",)


def release(**changed):
    whole = {
        "flag": "clot",
        "assessed_by": "Dr Ada",
        "role": "doctor",
        "at": hours_before(3),
        "result": "excluded",
        "findings": {"swollen_leg": True},
    }
    return [whole | changed]


class TestReleases:
    swollen = ALL_CLEAR | {"swollen_leg": True}

    @pytest.mark.parametrize("result", ["excluded", "treated_and_cleared"])
    def test_a_raised_urgent_flag_is_released_by_who_may(self, result):
        decision = decided(self.swollen, releases=release(result=result))

        assert decision.triage.may_needle
        assert raised(decision) == ("clot",)
        assert decision.triage.raised[0].released_by.assessed_by == "Dr Ada"

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            pytest.param({"result": "confirmed"}, "releases nothing", id="confirmed"),
            pytest.param({"role": "receptionist"}, "doctor may", id="a role that may not"),
            pytest.param({"findings": {}}, "not among the values judged", id="nothing judged"),
            pytest.param(
                {"findings": {"swollen_leg": False}}, "not what was judged", id="other values"
            ),
            pytest.param(
                {"findings": {"swollen_leg": True, "past_clot": False}},
                "past_clot is not what was judged",
                id="a value that is unknown now",
            ),
        ],
    )
    def test_it_is_void_otherwise_and_says_why(self, changed, why):
        decision = decided(self.swollen, releases=release(**changed))

        assert not decision.triage.may_needle
        assert why in decision.triage.void_releases[0].because

    def test_it_is_void_once_a_judged_value_differs(self):
        judged = {"swollen_leg": True, "sore_calf": False}
        worse = self.swollen | {"sore_calf": True}

        assert decided(self.swollen, releases=release(findings=judged)).triage.may_needle
        assert not decided(worse, releases=release(findings=judged)).triage.may_needle

    def test_an_emergency_is_never_released(self):
        cold = ALL_CLEAR | {"cold_foot": True}
        given = release(flag="cold_leg", findings={"cold_foot": True})
        decision = decided(cold, releases=given)

        assert not decision.triage.may_needle
        assert not decision.triage.may_book_assessment
        assert "never released" in decision.triage.void_releases[0].because

    def test_an_open_flag_is_not_released(self):
        unsure = ALL_CLEAR | {"swollen_leg": None}

        assert not decided(unsure, releases=release(findings={})).triage.may_needle

    def test_a_later_confirmation_takes_it_back(self):
        both = [*release(), *release(result="confirmed", at=hours_before(1))]

        assert not decided(self.swollen, releases=both).triage.may_needle


class TestOverrides:
    def corrected(self, value):
        return [
            {
                "finding": "cold_foot",
                "value": value,
                "by": "Bob",
                "at": hours_before(1),
                "reason": "Both feet warm, pulses full; the patient meant a cold last winter.",
            }
        ]

    def test_a_named_practitioner_corrects_an_answer_and_both_are_kept(self):
        decision = decided(ALL_CLEAR | {"cold_foot": True}, overrides=self.corrected(False))

        assert raised(decision) == ()
        assert decision.case.answers[-1].value is True
        assert decision.case.overrides[0].reason.startswith("Both feet warm")

    def test_a_correction_ages_like_an_answer(self):
        late = [{**self.corrected(False)[0], "at": hours_before(49)}]

        assert still_open(decided(ALL_CLEAR | {"cold_foot": True}, overrides=late)) == ("cold_leg",)

    def test_a_correction_can_also_raise(self):
        assert raised(decided(ALL_CLEAR, overrides=self.corrected(True))) == ("cold_leg",)


class TestNextQuestions:
    def ask(self, answers, **case):
        return [each.finding.id for each in decided(answers, **case).triage.next_questions]

    def test_what_can_raise_the_urgency_most_comes_first(self):
        assert self.ask({})[0] == "alarms"

    def test_a_list_that_was_begun_is_finished_one_by_one(self):
        assert self.ask({"alarms": ["swollen_leg"]})[0] == "cold_foot"

    def test_what_lies_behind_a_gate_is_asked_once_the_gate_is_not_no(self):
        assert "past_clot" not in self.ask(ALL_CLEAR)
        assert "past_clot" in self.ask(ALL_CLEAR | {"sore_calf": True})
        assert "past_clot" in self.ask(ALL_CLEAR | {"sore_calf": None})

    def test_not_sure_about_a_whole_list_is_asked_one_by_one(self):
        assert self.ask({"alarms": None})[:2] == ["cold_foot", "swollen_leg"]
        assert "cold_foot" not in self.ask({"alarms": None, "cold_foot": None})

    def test_an_answer_past_its_time_is_asked_again(self):
        old = {"value": [], "at": hours_before(49)}

        assert self.ask(ALL_CLEAR | {"alarms": old}) == ["alarms"]

    def test_nothing_is_asked_twice(self):
        assert "sore_calf" not in self.ask({"sore_calf": None})

    def test_what_cannot_matter_any_more_is_never_asked(self):
        assert "past_clot" not in self.ask(ALL_CLEAR | {"sore_calf": True, "swollen_leg": True})

    def test_nothing_is_left_once_an_emergency_is_raised(self):
        assert self.ask({"cold_foot": True}) == []

    def test_questions_that_can_wait_come_last(self):
        assert self.ask({})[-1] == "numb_feet_long"

    def test_an_ordinary_patient_has_nothing_left_to_answer(self):
        assert self.ask(ALL_CLEAR) == []


def test_all_flags_of_the_small_rule_book_are_used_above():
    assert set(FLAGS) == {"cold_leg", "clot", "nerve", "hot"}
