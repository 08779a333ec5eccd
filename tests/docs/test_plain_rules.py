"""A rule in plain words says what the rule says."""

import pytest

from tools.plain_rules import plain_rule
from zusanli.core.rules.tree import distinct_names
from zusanli.knowledge.grammar import parse

FEVER = "Fever `fever`"
SHIVERS = "Bad shivers `shivers`"
VERY_ILL = "Feeling very ill `very_ill`"


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        pytest.param("fever", [f"- {FEVER}"], id="one finding"),
        pytest.param("NOT fever", [f"- not: {FEVER}"], id="its contrary"),
        pytest.param(
            "fever OR (shivers OR very_ill)",
            ["- any of:", f"  - {FEVER}", f"  - {SHIVERS}", f"  - {VERY_ILL}"],
            id="an OR inside an OR is one list",
        ),
        pytest.param(
            "fever OR (shivers AND very_ill)",
            ["- any of:", f"  - {FEVER}", "  - all of:", f"    - {SHIVERS}", f"    - {VERY_ILL}"],
            id="an AND inside an OR is a list of its own",
        ),
        pytest.param(
            "AT_LEAST(2, fever, shivers, very_ill)",
            ["- at least 2 of:", f"  - {FEVER}", f"  - {SHIVERS}", f"  - {VERY_ILL}"],
            id="at least so many",
        ),
        pytest.param(
            "NOT (fever AND shivers)",
            ["- not:", "  - all of:", f"    - {FEVER}", f"    - {SHIVERS}"],
            id="the contrary of a group",
        ),
        pytest.param("age < 16", ["- Age is below 16 years"], id="a number with its unit"),
        pytest.param(
            "temperature BETWEEN 38.5 AND 40",
            [
                "- all of:",
                "  - Temperature is at least 38.5 °C",
                "  - Temperature is at most 40 °C",
            ],
            id="a range",
        ),
        pytest.param(
            "abpi < 0.5", ["- Ankle-brachial pressure index is below 0.5"], id="a ratio has no unit"
        ),
        pytest.param(
            "alertness IN ('pain', 'unresponsive')",
            ["- Alertness: Responds to pain only or Does not respond"],
            id="a choice",
        ),
        pytest.param(
            "'calf' IN pain_places", ["- Where it hurts: calf, either side"], id="either side"
        ),
        pytest.param(
            "'left.calf' IN pain_places", ["- Where it hurts: calf, left side"], id="one side"
        ),
        pytest.param(
            "'numb_feet' IN complaints", ["- comes for numb feet"], id="what brings the patient"
        ),
        pytest.param(
            "'foot_pulses' IN examined",
            ["- the examination is on record: foot pulses"],
            id="an examination",
        ),
        pytest.param("wells_dvt >= 2", ["- the score wells dvt is at least 2"], id="a score"),
        pytest.param("FALSE", ["- never"], id="never"),
    ],
)
def test_each_kind_of_rule_has_its_words(rule, lines, compiled):
    assert plain_rule(parse(rule, compiled.names), compiled.names).split("\n") == lines


def test_the_words_of_a_flag_name_every_finding_of_its_rule(compiled):
    findings = compiled.names.findings
    for flag in compiled.flags:
        for rule in (flag.gate, flag.when):
            said = plain_rule(rule, compiled.names)
            in_scores = {
                name
                for score in compiled.names.scores.values()
                if f"the score {score.id.replace('_', ' ')}" in said
                for name in score.names()
            }
            for name in set(distinct_names(rule)) & set(findings) - in_scores:
                assert findings[name].label.rstrip(".?") in said, (flag.id, name)
