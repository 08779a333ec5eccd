"""On which line of a TOML file a field of an entry stands, which the parser does not tell."""

import re

HEAD = re.compile(r"\[\[?\w+\]\]?\s*(#.*)?")


def line_of(text: str, entry: str, field: str) -> int:
    """Give the line of a field of the entry with that id; that of its id where the field is not."""
    found = start = 0
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if HEAD.fullmatch(line.strip()):
            start = number
        elif re.match(rf"""\s*id\s*=\s*["']{re.escape(entry)}["']""", line):
            found = number
            break
    for number, line in enumerate(lines[start:], start=start + 1):
        if HEAD.fullmatch(line.strip()):
            break
        if re.match(rf"\s*{re.escape(field)}\s*=", line):
            return number
    return found
