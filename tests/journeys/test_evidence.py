"""`zusanli evidence`: the keys that others rely on, and what is refused."""

import json

import pytest

from zusanli.cli.main import main


def test_evidence_is_told_for_three_comparisons_with_its_certainty(capsys):
    assert main(["evidence", "knee_osteoarthritis", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert [each["against"] for each in found["comparisons"]] == ["sham", "no_treatment", "active"]
    sham = found["comparisons"][0]
    assert sham["pooled"][0]["k"] == 3
    assert sham["pooled"][0]["of"] == 9
    assert sham["effects"][0]["certainty"]["draft"] is True
    assert len(sham["effects"][0]["certainty"]["steps"]) == 6
    assert main(["evidence", "gout"]) == 0
    assert "Nothing was found here for this condition" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("sciatic",), "did you mean sciatica"),
        (("gout", "more.toml"), "belong to `evidence add`"),
        (("gout", "--dry-run"), "belong to `evidence add`"),
        (("add",), "FILE: is missing"),
        (("add", "/nowhere/new.toml"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(capsys, words, says):
    assert main(["evidence", *words]) == 2
    assert says in capsys.readouterr().err
