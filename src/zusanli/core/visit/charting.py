"""
How a chart takes in an entry, and when it cannot: the entry does not fit what was charted before.

Whether the patient's decision allows what is charted is another question: see `allowing`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from zusanli.core.findings import SIDES
from zusanli.core.points.judged import BOTH
from zusanli.core.visit.chart import (
    LEFT_BEHIND,
    Batch,
    Chart,
    Charted,
    Electro,
    Lot,
    Needle,
    Warmed,
)
from zusanli.core.visit.entries import (
    Acted,
    Agreed,
    AskedAgain,
    Closed,
    Contact,
    CountedIn,
    CountedOut,
    Entry,
    Kept,
    NoEffects,
    NotFound,
    Observed,
    Placed,
    Positioned,
    Remark,
    Setting,
    Struck,
    TakenBack,
    Told,
)
from zusanli.errors import InputError


def charted(entries: Iterable[tuple[Entry, datetime]]) -> Chart:
    """
    Give the chart that entries make, each with its time.

    Raises:
        InputError: one of them does not fit those before it.
    """
    chart = Chart()
    for entry, at in entries:
        chart = with_entry(chart, entry, at=at)
    return chart


def with_entry(chart: Chart, entry: Entry, *, at: datetime) -> Chart:
    """
    Give the chart with one entry more.

    What is added to a closed visit and leaves a needle unaccounted for opens it again.

    Raises:
        InputError: the entry does not fit.
    """
    after = _with(chart, entry, at)
    if after.closed_at is not None and any(after.open()):
        return replace(after, closed_at=None)
    return after


def lowers_what_went_in(chart: Chart, entry: Entry) -> bool:
    """
    Whether an entry makes fewer of the needles of a set that is out already.

    Nobody may be able to tell then whether one is still in the patient: such an entry says why.
    """
    match entry:
        case CountedIn():
            batch = chart.batch(entry.batch)
            return _is_out(batch) and entry.count < ((batch and batch.inserted) or 0)
        case Struck():
            return any(
                _is_out(chart.batch(each.batch)) for each in chart.needles if each.row == entry.row
            )
        case _:
            return False


def _is_out(batch: Batch | None) -> bool:
    return batch is not None and batch.removed is not None


def _with(  # noqa: PLR0911 - one way for each kind of entry
    chart: Chart, entry: Entry, at: datetime
) -> Chart:
    match entry:
        case Positioned() | CountedIn() | CountedOut() | Kept() | NotFound():
            return _with_batch(chart, _batch_after(chart, entry, at))
        case Placed():
            return _placed(chart, entry)
        case Struck():
            return _struck(chart, entry)
        case Electro():
            return replace(chart, electro=(*chart.electro, _paired(chart, entry)))
        case Warmed():
            return replace(chart, warmed=(*chart.warmed, entry))
        case Charted() | NoEffects() | Acted() | TakenBack():
            return _with_effects(chart, entry)
        case AskedAgain():
            return _asked(chart, entry)
        case Agreed():
            return replace(chart, agreed_at=at)
        case Closed():
            return _closed(chart, at)
        case _:
            return _noted(chart, entry)


def _asked(chart: Chart, entry: AskedAgain) -> Chart:
    """Keep what was told; who agreed before that has not agreed to needles in spite of it."""
    told = tuple(dict.fromkeys((*(chart.asked or ()), *entry.told)))
    return replace(chart, asked=told, agreed_at=None if entry.told else chart.agreed_at)


def _with_effects(chart: Chart, entry: Charted | NoEffects | Acted | TakenBack) -> Chart:
    after = _effects_after(chart.effects or (), entry)
    is_missing = any(each.missing for each in chart.batches)
    is_told = any(each.event == LEFT_BEHIND for each in after)
    if isinstance(entry, TakenBack) and is_missing and not is_told:
        raise InputError("event", "stays while a needle is missing: count it out once found")
    return replace(chart, effects=after)


def _effects_after(
    effects: tuple[Charted, ...], entry: Charted | NoEffects | Acted | TakenBack
) -> tuple[Charted, ...]:
    if isinstance(entry, NoEffects):
        return effects
    if isinstance(entry, Charted):
        return (*effects, entry)
    at = [index for index, each in enumerate(effects) if each.event == entry.event]
    if not at:
        raise InputError("event", "is not charted")
    before, it, after = effects[: at[-1]], effects[at[-1]], effects[at[-1] + 1 :]
    if isinstance(entry, TakenBack):
        return (*before, *after)
    action = "; ".join(each for each in (it.action, entry.action) if each)
    return (*before, replace(it, action=action), *after)


Noted = Observed | Told | Setting | Lot | Contact | Remark


def _noted(chart: Chart, entry: Noted) -> Chart:
    match entry:
        case Observed():
            return replace(chart, tongue=entry.tongue, pulse=entry.pulse)
        case Told():
            return replace(chart, told=tuple(dict.fromkeys((*chart.told, *entry.advice))))
        case Setting():
            return replace(
                chart, style=entry.style, setting=entry.setting, individual=entry.individual
            )
        case Lot():
            return replace(chart, lots=(*chart.lots, entry))
        case Contact():
            return replace(chart, contact_minutes=entry.minutes)
        case Remark():
            return replace(chart, remarks=(*chart.remarks, entry.text))


def _batch_after(
    chart: Chart, entry: Positioned | CountedIn | CountedOut | Kept | NotFound, at: datetime
) -> Batch:
    if isinstance(entry, Positioned):
        before = chart.batch(entry.batch) or Batch(entry.batch, entry.position)
        return replace(before, position=entry.position, retain_minutes=entry.retain_minutes)
    batch = _batch(chart, entry.batch)
    match entry:
        case CountedIn():
            # Counted again, the needles went in when they were first counted.
            return replace(batch, inserted=entry.count, in_at=batch.in_at or at)
        case CountedOut():
            _must_be_in(batch)
            return _found(replace(batch, removed=entry.count, out_at=at))
        case Kept():
            _must_be_in(batch)
            return replace(batch, left_in=(*batch.left_in, entry.what))
        case NotFound():
            _must_be_in(batch)
            return replace(batch, missing=(*batch.missing, entry.what))


def _found(batch: Batch) -> Batch:
    """
    Forget what was missing, or left in, once as many came out as that explains.

    Where more came out, some of those left in did: which stay, has to be told again.
    """
    explained = (batch.removed or 0) + sum(each.count for each in batch.left_in)
    if batch.inserted is None or explained < batch.inserted:
        return batch
    stay = batch.left_in if explained == batch.inserted else ()
    return replace(batch, missing=(), left_in=stay)


def _batch(chart: Chart, number: int) -> Batch:
    batch = chart.batch(number)
    if batch is None:
        raise InputError("batch", f"{number} was not begun: say first how the patient lies")
    return batch


def _must_be_in(batch: Batch) -> None:
    if batch.inserted is None:
        raise InputError("batch", "of needles was not counted in yet")


def _with_batch(chart: Chart, batch: Batch) -> Chart:
    others = [each for each in chart.batches if each.number != batch.number]
    return replace(chart, batches=tuple(sorted((*others, batch), key=lambda each: each.number)))


def _placed(chart: Chart, entry: Placed) -> Chart:
    rows = {each.row: each for each in chart.needles}
    paired = {row for each in chart.electro for row in (each.first, each.second)}
    for needle in entry.needles:
        _batch(chart, needle.batch)
        if needle.row in paired and _where(rows[needle.row]) != _where(needle):
            # Whether a current may flow was judged where the needle stood.
            raise InputError("needles", "a current joins it: take it out, and chart both anew")
        rows[needle.row] = needle
    needles = tuple(rows.values())
    _each_once(needles)
    return replace(chart, needles=needles)


def _where(needle: Needle) -> tuple[str, str, str | None, int]:
    return needle.code, needle.side, needle.place, needle.batch


def _each_once(needles: tuple[Needle, ...]) -> None:
    """Refuse a point that is charted twice on one side: which of the two is meant, nobody knows."""
    seen: set[tuple[str, str | None, str]] = set()
    for each in needles:
        for side in SIDES if each.side == BOTH else (each.side,):
            if (each.code, each.place, side) in seen:
                raise InputError("needles", f"{each.code} {side} is charted twice")
            seen.add((each.code, each.place, side))


def _struck(chart: Chart, entry: Struck) -> Chart:
    left = tuple(each for each in chart.needles if each.row != entry.row)
    if len(left) == len(chart.needles):
        raise InputError("row", "is not charted")
    pairs = tuple(each for each in chart.electro if entry.row not in (each.first, each.second))
    return replace(chart, needles=left, electro=pairs)


def _paired(chart: Chart, entry: Electro) -> Electro:
    rows = {each.row: each for each in chart.needles}
    for name, row in (("first", entry.first), ("second", entry.second)):
        if row not in rows:
            raise InputError(name, "is no needle of this visit")
    first, second = rows[entry.first], rows[entry.second]
    if first.side != second.side or first.side not in SIDES:
        raise InputError("second", "lies on another limb: a current joins two needles of one limb")
    if first.batch != second.batch:
        raise InputError("second", "went in with another set: they are not in at the same time")
    return entry


def _closed(chart: Chart, at: datetime) -> Chart:
    reasons = ", ".join(dict.fromkeys(why.value for _, why in chart.open()))
    if reasons:
        raise InputError("close", f"the needles are not accounted for: {reasons}")
    return replace(chart, closed_at=chart.closed_at or at)
