"""Courses: what a review says of a patient's own numbers, and the measures behind it."""

import pytest

from zusanli.core.course.review import review
from zusanli.core.outcomes.measure import mean

WORSE = "stop and triage again"
ALL_SAME = {
    "pain_0_10": [6],
    "patient_specific_function": [3, 4],
    "global_change": [0],
    "symptoms_new_since_visit": [0],
}
START = {"pain_0_10": [6], "patient_specific_function": [3, 4]}


@pytest.fixture
def reviewed(book):
    def at(visit, now, *, target="pain_0_10", start=None):
        return review(
            visit=visit,
            target=target,
            start=START if start is None else start,
            now=now,
            rules=book.course.stop_rules,
            measures=book.measures,
            review_at=book.course.review_at_visits,
        )

    return at


class TestAReviewOfPain:
    @pytest.mark.element("001-L087-3")
    @pytest.mark.parametrize(
        ("pain", "then"),
        [
            pytest.param(4, "continue", id="down by 2, the smallest change that matters"),
            pytest.param(5, "consider stopping", id="down by 1 is not enough"),
            pytest.param(6, "consider stopping", id="the same"),
            pytest.param(7, "consider stopping", id="up by 1 is within chance"),
            pytest.param(8, WORSE, id="up by 2"),
        ],
    )
    def test_after_visit_6_goes_by_a_sourced_change(self, reviewed, pain, then):
        assert reviewed(6, {**ALL_SAME, "pain_0_10": [pain]}).then == then

    def test_after_visit_3_no_change_asks_for_something_else_and_does_not_end_it(self, reviewed):
        found = reviewed(3, ALL_SAME)

        assert found.is_due
        assert found.then == "continue"
        assert [each.id for each in found.by] == ["no_change_at_3"]

    @pytest.mark.parametrize("visit", [1, 2, 4, 5, 7])
    def test_between_reviews_only_worse_speaks(self, reviewed, visit):
        better = {**ALL_SAME, "pain_0_10": [1]}
        worse = {**ALL_SAME, "pain_0_10": [9]}

        assert not reviewed(visit, better).is_due
        assert reviewed(visit, better).then is None
        assert reviewed(visit, worse).then == WORSE

    @pytest.mark.parametrize("missing", ALL_SAME)
    def test_a_missing_answer_is_neither_better_nor_the_same(self, reviewed, missing):
        found = reviewed(6, {name: each for name, each in ALL_SAME.items() if name != missing})

        assert found.then is None
        assert missing in found.unknown

    def test_getting_worse_stands_though_something_else_is_missing(self, reviewed):
        found = reviewed(6, {"pain_0_10": [9]})

        assert found.then == WORSE

    def test_better_in_one_thing_never_outweighs_worse_in_another(self, reviewed):
        found = reviewed(6, {**ALL_SAME, "pain_0_10": [0], "global_change": [-1]})

        assert found.then == WORSE

    def test_a_function_that_was_dropped_from_the_list_is_neither(self, reviewed):
        dropped = reviewed(6, {**ALL_SAME, "pain_0_10": [4], "patient_specific_function": [9]})

        assert dropped.then is None
        assert dropped.unknown == ("patient_specific_function",)

    def test_a_new_symptom_stops_it_whatever_the_numbers_say(self, reviewed):
        found = reviewed(4, {**ALL_SAME, "pain_0_10": [0], "symptoms_new_since_visit": [1]})

        assert [each.id for each in found.by] == ["new_symptom"]

    def test_function_counts_by_the_mean_of_what_was_named(self, reviewed):
        enough = reviewed(6, {**ALL_SAME, "patient_specific_function": [5, 5]})
        missing = reviewed(6, {**ALL_SAME, "patient_specific_function": [5, None]})

        assert enough.then == "continue"
        assert missing.then is None


@pytest.mark.element("004-L003-1")
@pytest.mark.parametrize("target", ["numbness_0_10", "tingling_0_10", "burning_0_10"])
class TestATargetWithoutASourcedChange:
    def test_goes_by_the_change_as_a_whole(self, reviewed, target):
        better = reviewed(6, {**ALL_SAME, target: [0], "global_change": [1]}, target=target)

        assert better.then == "continue"

    def test_and_its_own_points_decide_nothing(self, reviewed, target):
        start = {**START, target: [9]}
        found = reviewed(6, {**ALL_SAME, target: [0]}, target=target, start=start)

        assert found.then == "consider stopping"

    def test_no_amount_is_lent_to_it(self, book, target):
        assert book.measures[target].important is None


class TestACourse:
    @pytest.mark.element("001-L054-1")
    def test_its_phases_add_up_to_8_to_15_and_the_article_says_6_to_12(self, book):
        sums = [each.visits for each in book.course.phases if each.visits]
        said = {each.id: each for each in book.course.contradictions}

        assert [sum(each) for each in zip(*sums, strict=True)] == [8, 15]
        assert "6 to 12" in said["phases_against_total"].differ
        assert "8 to 15" in said["phases_against_total"].differ

    @pytest.mark.element("001-L056-1")
    def test_the_first_phase_has_4_to_9_visits(self, book):
        assert book.course.phases[0].visits == (4, 9)

    @pytest.mark.element("001-L057-1")
    def test_the_second_phase_has_4_to_6_visits(self, book):
        assert book.course.phases[1].visits == (4, 6)

    @pytest.mark.element("001-L058-1")
    def test_the_last_phase_follows_a_recorded_benefit_and_is_not_sold_ahead(self, book):
        last = book.course.phases[-1]

        assert last.visits is None
        assert last.only_after == "a recorded benefit"
        assert book.course.rule("not_sold_ahead").values == (0,)

    @pytest.mark.element("001-L015-2")
    def test_a_reason_is_needed_above_12_and_not_at_12(self, book):
        assert not book.course.reason_needed(12)
        assert book.course.reason_needed(13)

    @pytest.mark.element("001-L015-1")
    def test_a_visit_takes_30_to_60_minutes(self, book):
        assert book.course.rule("visit_minutes").values == (30, 60)

    @pytest.mark.element("001-L021-2")
    def test_needles_stay_20_to_30_minutes(self, book):
        assert book.course.rule("retention_min").values == (20, 30)

    @pytest.mark.element("001-L097-1")
    def test_a_first_visit_is_longer(self, book):
        assert book.course.rule("first_visit_minutes").values[0] >= 60

    @pytest.mark.element("001-L024-2")
    def test_a_number_without_a_denominator_is_never_pooled(self, compiled):
        statement = compiled.entries.of("statement")["pain_falls_by"]

        assert statement.data["may_pool"] is False
        assert statement.number("low") is None


class TestAMean:
    def test_of_missing_answers_is_an_interval(self, book):
        function = book.measures["patient_specific_function"]

        assert mean(function, [4, 6]) == (5, 5)
        assert mean(function, [4, None]) == (2, 7)
        assert mean(function, [None]) == (0, 10)

    def test_of_nothing_named_is_not_known(self, book):
        assert mean(book.measures["patient_specific_function"], []) is None

    def test_of_a_missing_count_without_an_end_is_not_known(self, book):
        assert mean(book.measures["falls_4_weeks"], [None]) is None

    def test_of_an_answer_outside_the_measure_is_an_error(self, book):
        with pytest.raises(ValueError, match="outside 0 to 10"):
            mean(book.measures["pain_0_10"], [11])


@pytest.mark.element("004-L019-1")
@pytest.mark.parametrize("name", ["sleep_0_10", "stress_0_10", "mood_0_10"])
def test_sleep_stress_and_mood_are_followed_from_0_to_10(book, name):
    assert (book.measures[name].low, book.measures[name].high) == (0, 10)


def test_a_measure_without_a_sourced_change_says_so(compiled):
    for entry in compiled.entries.of("measure").values():
        has_change = "smallest_important_change" in entry.data

        assert has_change is not (entry.text("change_basis") == "none sourced"), entry.id
        assert entry.text("licence"), entry.id


def test_roland_morris_is_a_total_only_since_its_terms_were_not_seen(book):
    assert book.measures["roland_morris_total"].items == ()
