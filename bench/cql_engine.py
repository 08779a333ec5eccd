"""
The same rules in an engine of CQL, patient by patient.

    npm install --prefix .venv/cql cql-execution@3.3.2

brings it along. CQL is written for people; engines run ELM, its tree, and that is what rules are
written as here.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zusanli.core.rules.tree import And, Compare, Is, Not, OneOf, Or, Rule
from zusanli.registry.bitsliced.columns import Coded, Column

FOLDER = Path(".venv/cql/node_modules")
PATIENTS = 20_000
"""It takes one patient after another."""
COMPARISONS = {
    "=": "Equal", "<>": "NotEqual", "<": "Less", "<=": "LessOrEqual",
    ">": "Greater", ">=": "GreaterOrEqual",
}  # fmt: skip
TYPES = "{urn:hl7-org:elm-types:r1}"
SAID = {True: 1, False: 0, None: -1}
Elm = dict[str, object]


def in_cql(
    rules: Sequence[Rule], columns: Mapping[str, Column], expected: NDArray[np.int8]
) -> None:
    """Print how many rules of a patient it decides a second, after comparing."""
    if not (FOLDER / "cql-execution").exists() or not shutil.which("node"):
        print(f"  CQL          not measured: cql-execution is not in {FOLDER}")
        return
    patients = min(PATIENTS, expected.shape[1])
    names = [f"rule_{number}" for number in range(len(rules))]
    asked = {
        "elm": _library(dict(zip(names, map(_elm, rules), strict=True))),
        "rules": names,
        "patients": [_record(columns, row) for row in range(patients)],
    }
    told = json.loads(
        subprocess.run(
            ["node", str(Path(__file__).parent / "cql" / "run.js")],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=True,
            env=os.environ | {"NODE_PATH": str(FOLDER.resolve())},
        ).stdout
    )
    said = np.array([[SAID[value] for value in row] for row in told["said"]], dtype=np.int8).T
    assert (said == expected[:, :patients]).all(), "CQL"
    print(f"  {'CQL':<12} {len(rules) * patients / told['seconds'] / 1e6:>11,.2f} million")


def _record(columns: Mapping[str, Column], row: int) -> dict[str, object]:
    """Write a patient as a record in which unknown is null."""
    record: dict[str, object] = {}
    for name, column in columns.items():
        match column:
            case Coded(codes, words):
                code = codes[row]
                record[name] = words[code] if 0 <= code < len(words) else None
            case np.ndarray() if column.dtype == np.int8:
                record[name] = {1: True, 0: False}.get(int(column[row]))
            case _:
                record[name] = None if np.isnan(column[row]) else float(column[row])
    return record


def _elm(rule: Rule) -> Elm:
    match rule:
        case Is(finding):
            return _property(finding)
        case Compare(finding, operator, cut):
            return _node(COMPARISONS[operator], _property(finding), _literal("Decimal", cut))
        case OneOf(finding, choices):
            return _joined("Or", [_equal(finding, choice) for choice in choices])
        case Not(part):
            return {"type": "Not", "operand": _elm(part)}
        case And(parts):
            return _joined("And", list(map(_elm, parts)))
        case Or(parts):
            return _joined("Or", list(map(_elm, parts)))
        case _:
            raise TypeError(type(rule))


def _equal(finding: str, choice: str) -> Elm:
    return _node("Equal", _property(finding), _literal("String", choice))


def _joined(kind: str, parts: list[Elm]) -> Elm:
    first, *rest = parts
    for part in rest:
        first = _node(kind, first, part)
    return first


def _node(kind: str, left: Elm, right: Elm) -> Elm:
    return {"type": kind, "operand": [left, right]}


def _property(name: str) -> Elm:
    return {
        "type": "Property",
        "path": name,
        "source": {"type": "ExpressionRef", "name": "Patient"},
    }


def _literal(kind: str, value: object) -> Elm:
    return {"type": "Literal", "valueType": f"{TYPES}{kind}", "value": str(value)}


def _library(rules: Mapping[str, Elm]) -> Elm:
    patient = {"type": "SingletonFrom", "operand": {"type": "Retrieve", "dataType": "Patient"}}
    return {
        "library": {
            "identifier": {"id": "Rules", "version": "1"},
            "schemaIdentifier": {"id": "urn:hl7-org:elm", "version": "r1"},
            "usings": {"def": [{"localIdentifier": "System", "uri": "urn:hl7-org:elm-types:r1"}]},
            "statements": {
                "def": [
                    {"name": "Patient", "context": "Patient", "expression": patient},
                    *(
                        {"name": name, "context": "Patient", "expression": rule}
                        for name, rule in rules.items()
                    ),
                ]
            },
        }
    }
