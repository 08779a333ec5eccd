"""What cannot be taken is refused in one sentence that names the field, and decides nothing."""

import json

import pytest

from tests.journeys.commands import zusanli


def refused(*arguments: str, given: bytes = b"") -> str:
    done = zusanli(*arguments, given=given)

    assert done.returncode == 2
    assert done.stdout == b""
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    return said


BYTES = {
    "empty": (b"", "empty"),
    "only white space": (b" \n\t ", "empty"),
    "malformed": (b'{"answers": {"age": 45', "line 1"),
    "not UTF-8": (b'{"answers": {"age": "\xff"}}', "not UTF-8 at byte 21"),
    "UTF-16": ('{"answers": {}}'.encode("utf-16"), "not UTF-8"),
    "nested 100,000 lists deep": (b"[" * 100_000, "nested too deeply"),
    "nested 100,000 objects deep": (b'{"a":' * 100_000, "nested too deeply"),
    "100 MB": (b'{"answers": {"age": ' + b"4" * 100_000_000, "larger than 1,000,000 bytes"),
    "a number of a million digits": (b'{"answers": {"age": ' + b"4" * 900_000 + b"}}", "too long"),
    "a list": (b"[]", "is a list where an object"),
    "a number": (b"7", "is a number where an object"),
    "null": (b"null", "is null where an object"),
    "NaN": (b'{"answers": {"age": NaN}}', "NaN"),
    "Infinity": (b'{"answers": {"age": Infinity}}', "Infinity"),
    "1e999": (b'{"answers": {"age": 1e999}}', "answers.age: inf is not a number"),
    "the same answer twice": (
        b'{"answers": {"fever": true, "fever": false}}',
        "fever: stands twice",
    ),
    "the same field twice": (b'{"on": "x", "on": "y"}', "on: stands twice"),
}


@pytest.mark.parametrize(("given", "says"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_case_are_refused(given, says):
    assert says in refused("decide", "-", given=given)


AT = "2026-11-22T10:00:00+09:00"
REVIEW = {
    "visit": 6,
    "target": "pain_0_10",
    "start": {"pain_0_10": 6, "patient_specific_function": [3, 4]},
}
LATER = "2026-11-22T10:00:01+09:00"
EXAMINATION = {"id": "vital_signs", "by": "Bob", "at": AT, "findings": {}}
RELEASE = {
    "flag": "suspected_deep_vein_clot",
    "assessed_by": "Dr Ada",
    "role": "doctor",
    "at": AT,
    "result": "excluded",
    "findings": {},
}
OVERRIDE = {"finding": "fever", "value": False, "by": "Bob", "at": AT, "reason": "a typing slip"}
CASES = {
    "unknown field": ({"answrs": {}}, "answrs: is not known (did you mean answers?)"),
    "unknown finding": (
        {"answers": {"feverr": True}},
        "answers.feverr: is not known (did you mean fever",
    ),
    "yes/no as a word": (
        {"answers": {"fever": "yes"}},
        "answers.fever: 'yes' is not true, false or null",
    ),
    "yes/no as a number": ({"answers": {"fever": 1}}, "answers.fever: 1 is not true"),
    "number as true": ({"answers": {"age": True}}, "answers.age: True is not a number"),
    "number as text": ({"answers": {"age": "45"}}, "answers.age: '45' is not a number"),
    "age 400": ({"answers": {"age": 400}}, "answers.age: 400 lies outside 0 to 120"),
    "age -3": ({"answers": {"age": -3}}, "answers.age: -3 lies outside"),
    "unknown place": (
        {"answers": {"pain_places": ["left.nose"]}},
        "answers.pain_places: 'left.nose'",
    ),
    "places as text": ({"answers": {"pain_places": "left.sole"}}, "is not a list"),
    "an item that is not on the list": (
        {"answers": {"feeling_ill": ["diabetes"]}},
        "answers.feeling_ill: 'diabetes'",
    ),
    "an answer without a value": (
        {"answers": {"fever": {"by": "patient"}}},
        "answers.fever: has no value",
    ),
    "an answer with more": (
        {"answers": {"fever": {"value": True, "why": 1}}},
        "answers.fever.why: is not known",
    ),
    "an answer of the future": (
        {"answers": {"fever": {"value": True, "at": LATER}}},
        "answers.fever.at",
    ),
    "answers as a list": ({"answers": []}, "answers: is a list where an object"),
    "unknown complaint": (
        {"complaints": ["numb_foot"]},
        "complaints[0]: 'numb_foot' is not known (did you mean numb_feet",
    ),
    "complaints as text": ({"complaints": "numb_feet"}, "complaints: is text where a list"),
    "unknown country": ({"country": "UK"}, "country: 'UK' is not known"),
    "country as a number": ({"country": 44}, "country: is a number where words"),
    "unknown language": ({"language": "tlh"}, "language: 'tlh' is not known"),
    "a time without offset": (
        {"on": "2026-11-22T10:00:00"},
        "on: '2026-11-22T10:00:00' has no offset",
    ),
    "no time": ({"on": "yesterday"}, "on: 'yesterday' is no time"),
    "time as a number": ({"on": 1763776800}, "on: is a number where words"),
    "unknown examination": (
        {"examinations": [EXAMINATION | {"id": "vitals"}]},
        "examinations[0].id: 'vitals' is not known",
    ),
    "an examination by the patient": (
        {"examinations": [EXAMINATION | {"by": "patient"}]},
        "examinations[0].by: 'patient' is no practitioner",
    ),
    "an examination of the future": (
        {"examinations": [EXAMINATION | {"at": LATER}]},
        "examinations[0].at",
    ),
    "an examination with another's finding": (
        {"examinations": [EXAMINATION | {"findings": {"diabetes": True}}]},
        "examinations[0].findings.diabetes: is not known",
    ),
    "an examination without findings": (
        {"examinations": [{"id": "vital_signs", "by": "Bob", "at": AT}]},
        "examinations[0].findings: is missing",
    ),
    "a release of no flag": (
        {"releases": [RELEASE | {"flag": "clot"}]},
        "releases[0].flag: 'clot' is not known",
    ),
    "a release by the patient": (
        {"releases": [RELEASE | {"assessed_by": "patient"}]},
        "releases[0].assessed_by: 'patient' is no practitioner",
    ),
    "a release with no known result": (
        {"releases": [RELEASE | {"result": "fine"}]},
        "releases[0].result: 'fine' is not known",
    ),
    "a release of the future": ({"releases": [RELEASE | {"at": LATER}]}, "releases[0].at"),
    "a correction without a reason": (
        {"overrides": [OVERRIDE | {"reason": " "}]},
        "overrides[0].reason: is empty text",
    ),
    "a correction by the patient": (
        {"overrides": [OVERRIDE | {"by": "patient"}]},
        "overrides[0].by: 'patient' is no practitioner",
    ),
    "a correction of the future": ({"overrides": [OVERRIDE | {"at": LATER}]}, "overrides[0].at"),
    "a correction by a relative with a capital": (
        {"overrides": [OVERRIDE | {"by": "The Mother "}]},
        "overrides[0].by: 'The Mother' is no practitioner",
    ),
    "a correction that is a lift as well": (
        {"overrides": [OVERRIDE | {"precaution": "alcohol_today"}]},
        "overrides[0]: names one of finding, precaution, point; this an object names finding and",
    ),
    "a lift of no sore spot in particular": (
        {"overrides": [{"point": "a shi", "by": "Bob", "at": AT, "reason": "r"}]},
        "overrides[0].place: is missing",
    ),
    "a time before all patients": (
        {"examinations": [EXAMINATION | {"at": "0001-01-01T00:00:00+14:00"}]},
        "examinations[0].at: '0001-01-01T00:00:00+14:00' lies outside the years",
    ),
    "half a letter": (
        {"overrides": [OVERRIDE | {"reason": "\ud83d"}]},
        "-: holds half a letter",
    ),
    "a list for a single measure": (
        {"review": REVIEW | {"now": {"pain_0_10": [0, 8]}}},
        "review.now.pain_0_10: [0, 8] is not a number",
    ),
    "a function that was dropped": (
        {"review": REVIEW | {"now": {"patient_specific_function": [9]}}},
        "review.now.patient_specific_function: holds 1 answers",
    ),
    "a count without end": (
        {"review": REVIEW | {"now": {"symptom_days": 10**400}}},
        "review.now.symptom_days",
    ),
}


@pytest.mark.parametrize(("case", "says"), CASES.values(), ids=CASES)
def test_a_field_that_is_wrong_is_named(case, says):
    given = json.dumps({"on": AT, **case}).encode()

    assert says in refused("decide", "-", given=given)


def test_a_missing_file_is_named():
    assert "no_such_case.json: cannot be read" in refused("decide", "no_such_case.json")


def test_a_folder_is_no_case(tmp_path):
    assert "cannot be read" in refused("decide", str(tmp_path))


@pytest.mark.parametrize(
    "arguments",
    [("decide",), ("decide", "-", "--format", "xml"), ("decyde",), (), ("questions", "--wrong")],
)
def test_bad_usage_exits_with_2_and_leaves_stdout_empty(arguments):
    done = zusanli(*arguments)

    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
