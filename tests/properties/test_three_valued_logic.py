"""Kleene's logic, and what a clearance rests on: more knowledge settles, and never unsettles."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import Situation, cases, rules, scores, situations, vocabularies
from zusanli.core.rules.explain import because, unknowns
from zusanli.core.rules.tree import And, AtLeast, Known, Not, Or, Rule, distinct_names
from zusanli.core.triage.flags import RedFlag, Urgency


@st.composite
def three_rules_and_a_patient(draw: st.DrawFn) -> tuple[list[Rule], Known]:
    names = draw(vocabularies())
    return [draw(rules(names, depth=1)).tree for _ in range(3)], draw(cases(names))


@given(case=three_rules_and_a_patient())
def test_the_laws_of_kleene_hold(case):
    (a, b, c), known = case

    def same(left: Rule, right: Rule) -> bool:
        return left.truth(known) is right.truth(known)

    assert same(Not(Not(a)), a)
    assert same(Not(And((a, b))), Or((Not(a), Not(b))))
    assert same(Not(Or((a, b))), And((Not(a), Not(b))))
    assert same(And((a, b)), And((b, a)))
    assert same(And((a, And((b, c)))), And((a, b, c)))
    assert same(Or((a, Or((b, c)))), Or((a, b, c)))
    assert same(And((a, Or((b, c)))), Or((And((a, b)), And((a, c)))))
    assert same(Or((a, And((b, c)))), And((Or((a, b)), Or((a, c)))))
    assert same(Or((a, And((a, b)))), a)
    assert same(AtLeast(1, (a, b, c)), Or((a, b, c)))
    assert same(AtLeast(3, (a, b, c)), And((a, b, c)))
    assert same(AtLeast(2, (a, b, c)), Or((And((a, b)), And((a, c)), And((b, c)))))


@settings(max_examples=400, deadline=None)
@given(situation=situations())
def test_what_is_settled_stays_settled_when_more_is_known(situation: Situation):
    before = situation.rule.tree.truth(situation.part)

    assert before in {None, situation.rule.tree.truth(situation.known)}


@given(situation=situations())
def test_everything_known_leaves_nothing_undecided(situation: Situation):
    tree = situation.rule.tree
    assume(situation.known.keys() >= set(tree.names()))

    assert tree.truth(situation.known) is not None


@given(data=st.data())
def test_between_little_and_much_knowledge_no_flag_stands_worse_than_at_both_ends(data):
    names = data.draw(vocabularies())
    gate, when = data.draw(rules(names, depth=1)).tree, data.draw(rules(names)).tree
    flag = RedFlag("black_toe", "", gate, when, Urgency.EMERGENCY, "", "", ())
    much = data.draw(cases(names))
    some = {name: much[name] for name in much if data.draw(st.booleans())}
    little = {name: some[name] for name in some if data.draw(st.booleans())}

    assert flag.state(some) <= max(flag.state(little), flag.state(much))


@settings(max_examples=400, deadline=None)
@given(situation=situations())
def test_the_reasons_are_known_and_decide_alone(situation: Situation):
    tree, known = situation.rule.tree, situation.known
    reasons = because(tree, known)

    totals = {
        reason.name: situation.names.scores[reason.name]
        for reason in reasons
        if reason.name in situation.names.scores
    }
    findings = {reason.name: reason.value for reason in reasons if reason.name not in totals}
    behind = {name for score in totals.values() for name in score.names()}

    assert findings == {name: known[name] for name in findings}
    assert all(
        reason.value == totals[reason.name].interval(known)
        for reason in reasons
        if reason.name in totals
    )
    alone = {name: value for name, value in known.items() if name in {*findings, *behind}}
    assert tree.truth(alone) is tree.truth(known)
    assert len({reason.name for reason in reasons}) == len(reasons)


@given(situation=situations())
def test_an_undecided_rule_gives_no_reasons_and_a_decided_one_no_questions(situation: Situation):
    tree, known = situation.rule.tree, situation.known

    if tree.truth(known) is None:
        assert because(tree, known) == ()
        assert unknowns(tree, known) != ()
    else:
        assert unknowns(tree, known) == ()


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_an_answer_that_is_no_longer_asked_for_changes_nothing(data):
    situation = data.draw(situations())
    tree, part = situation.rule.tree, situation.part
    asked = unknowns(tree, part)
    other = data.draw(cases(situation.names))
    more = {**{name: value for name, value in other.items() if name not in asked}, **part}

    assert set(asked) <= set(distinct_names(tree)) - part.keys()
    assert tree.truth(more) is tree.truth(part)


@given(data=st.data())
def test_a_score_can_only_come_to_what_its_interval_promised(data):
    names = data.draw(vocabularies())
    score = data.draw(scores(names))
    known = data.draw(cases(names))
    part = {name: known[name] for name in known if data.draw(st.booleans())}

    low, high = score.interval(known)
    least, most = score.interval(part)

    assert least <= low <= high <= most
    if known.keys() >= set(score.names()):
        assert low == high
    if score.reading(part) is not None:
        assert score.reading(known) == score.reading(part)
