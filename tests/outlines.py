"""Shapes of the drawing, read back from their paths."""

import re
from itertools import pairwise


def rings(path):
    """Corners of each closed shape of a path of straight steps."""
    for closed in path.split("z")[:-1]:
        start, steps = re.fullmatch(r"M([-\d. ]+)l([-\d. ]+)", closed).groups()
        x, y = numbers(start)
        corners = [(x, y)]
        values = numbers(steps)
        for across, down in zip(values[::2], values[1::2], strict=True):
            x, y = x + across, y + down
            corners.append((x, y))
        yield corners


def numbers(text):
    return [float(number) for number in re.findall(r"-?[\d.]+", text)]


def spans(path, y):
    """Where a shape is crossed by a level line, as [start, end, start, end, ...]."""
    found = []
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y):
                found.append(ax + (y - ay) / (by - ay) * (bx - ax))
    return sorted(found)


def within(path, x, y):
    """Whether a spot lies in a shape."""
    return sum(crossing > x for crossing in spans(path, y)) % 2 == 1
