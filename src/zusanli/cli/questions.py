"""`zusanli questions`: every finding that can be answered, with the words it is asked in."""

import argparse
import json

from zusanli.core.findings import Finding
from zusanli.core.words import ENGLISH
from zusanli.knowledge.store import load, spoken


def run(options: argparse.Namespace) -> int:
    """Print all findings."""
    findings = spoken(load(), options.language or ENGLISH).findings.values()
    if options.format == "json":
        data = [_data(finding) for finding in findings]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.id}  ({finding.kind.value}, {finding.asked_of.value})")
            print(f"    {finding.text}")
            for choice in finding.choices:
                print(f"      {choice.id}: {choice.label}")
    return 0


def _data(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "unit": finding.unit,
        "choices": _choices(finding),
        "asked_of": finding.asked_of.value,
        "protective": finding.protective,
        "screen": finding.screen,
        "text": finding.text,
        "label": finding.label,
        "minimum": finding.minimum,
        "maximum": finding.maximum,
    }


def _choices(finding: Finding) -> list[str] | None:
    """Give what a value may be drawn from: choices, places or the items of a tick list."""
    listed = (*(choice.id for choice in finding.choices), *finding.places, *finding.items)
    return list(listed) or None
