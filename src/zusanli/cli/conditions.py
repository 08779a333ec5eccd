"""`zusanli conditions`: what a practitioner may diagnose, and what suggests it."""

import argparse
import json

from zusanli.core.diagnosis import Diagnosis
from zusanli.documents.wording import trials_text
from zusanli.knowledge.store import load


def run(options: argparse.Namespace) -> int:
    """Print all conditions."""
    conditions = load().conditions.values()
    if options.format == "json":
        data = [_data(condition) for condition in conditions]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for condition in conditions:
            print(f"{condition.id}  {condition.name}")
            print(f"    also: {', '.join(condition.also)}")
            print(f"    {_how_it_is_found(condition)}")
            print(f"    {trials_text(condition.trials)}")
    return 0


def _how_it_is_found(condition: Diagnosis) -> str:
    if condition.suggested_when is None:
        return f"left to the practitioner: {condition.left_because}"
    names = dict.fromkeys(condition.suggested_when.names())
    return f"suggested by: {', '.join(names)}"


def _data(condition: Diagnosis) -> dict[str, object]:
    return {
        "id": condition.id,
        "name": condition.name,
        "also": list(condition.also),
        "complaints": list(condition.complaints),
        "codes": [
            {
                "system": code.system,
                "code": code.code,
                "title": code.title,
                "match": code.match,
                "verified": code.verified,
            }
            for code in condition.codes
        ],
        "trials": {"name_points": condition.trials.naming, "do_not": condition.trials.silent},
        "suggested": condition.suggested_when is not None,
        "suggest_sources": list(condition.suggest_sources),
        "left_because": condition.left_because,
    }
