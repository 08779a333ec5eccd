"""Whether months have passed since a day, as people count them: from the 5th to the 5th."""

from datetime import date


def is_longer_ago(day: date, months: int, *, on: date) -> bool:
    """Whether more than so many months lie between a day and another; not on the day itself."""
    return (day.year * 12 + day.month + months, day.day) < (on.year * 12 + on.month, on.day)
