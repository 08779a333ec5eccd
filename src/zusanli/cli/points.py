"""`zusanli points --condition ID`: the points for a condition, before any patient was asked."""

import argparse
import json

from zusanli.core.plan import points_for
from zusanli.documents.plan_data import point_data
from zusanli.documents.wording import trials_text
from zusanli.errors import InputError, close_matches
from zusanli.knowledge.store import load


def run(options: argparse.Namespace) -> int:
    """Print the points for one condition."""
    book = load()
    name = options.condition
    if name not in book.conditions:
        hint = close_matches(name, list(book.conditions))
        raise InputError("--condition", f"{name!r:.80} is not known{hint}")
    condition = book.conditions[name]
    choice = points_for(condition, book=book)
    if options.format == "json":
        data = [point_data(each) for each in choice.points]
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    print(f"{condition.name}; {trials_text(condition.trials)}")
    how = "by how many trials used them" if choice.ranked else "by place and tradition: no rank"
    print(f"In order {how}. No patient was asked, so all are held.")
    for each in choice.points:
        used = f"  {each.use.trials} of {each.use.of} trials" if choice.ranked else ""
        print(f"  {each.point.code:<8} {each.point.pinyin} {each.point.hanzi}{used}")
        print(f"           {'; '.join(each.reasons)}")
    return 0
