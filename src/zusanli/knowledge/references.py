"""Whether what one entry names of another is entered."""

from collections.abc import Iterator

from zusanli.knowledge.entries import Entries

NAMED = (
    ("condition", "complaints", "complaint"),
    ("condition_group", "members", "condition"),
    ("traditional_disorder", "conditions", "condition"),
    ("traditional_disorder", "complaints", "complaint"),
    ("symptom_code", "complaint", "complaint"),
    ("protocol", "conditions", "condition"),
    ("pattern", "used_in_protocols", "protocol"),
    ("article_point", "functions", "point_function"),
    ("statement", "phase", "phase"),
    ("measure", "score", "score"),
    ("adverse_event", "red_flag", "red_flag"),
    ("result", "source", "source"),
    ("claim", "results", "result"),
    ("misprint", "source", "source"),
    ("question", "claims", "claim"),
    ("question", "conflicts", "conflict"),
    ("question", "advice", "advice"),
    ("advice", "recalls", "finding"),
    ("guideline", "conditions", "condition"),
    ("guideline", "source", "source"),
    ("effect", "conditions", "condition"),
    ("effect", "source", "source"),
    ("work_up", "complaints", "complaint"),
    ("work_up", "explained_by", "condition"),
    ("work_up", "beside", "complaint"),
    ("work_up", "local", "condition"),
    ("resource", "source", "source"),
    ("issuer", "source", "source"),
    ("monitored", "sources", "source"),
    ("directory", "printed_in", "source"),
)
"""A table, the field in which its entries name others, and the table that these stand in."""


def wrong_references(entries: Entries) -> Iterator[str]:
    """Say which entries name what is not entered."""
    for table, key, target in NAMED:
        for entry in entries.of(table).values():
            value = entry.data.get(key, [])
            for name in value if isinstance(value, list) else [value]:
                if name not in entries.of(target):
                    yield f"{entry.place}: {name} is no {target.replace('_', ' ')}"
