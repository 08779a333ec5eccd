"""
JSON text to plain values, more strictly than the library does it by itself.

Two equal keys are an error, since one of the two answers would be dropped unseen; so are NaN and
the infinities, which JSON does not have.
"""

import json
from typing import NoReturn

from zusanli.errors import InputError

MOST_BYTES = 1_000_000
"""A case takes a few thousand; what is larger is the wrong file. The limit is ours."""


def parse_json(data: bytes, *, name: str) -> object:
    """
    Parse the bytes of a file called `name`.

    Raises:
        InputError: not UTF-8, not JSON, too large, too deep, or a key stands twice.
    """
    if len(data) > MOST_BYTES:
        raise InputError(name, f"larger than {MOST_BYTES:,} bytes, which no case is")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(name, f"not UTF-8 at byte {error.start}; save it as UTF-8") from error
    if not text.strip():
        raise InputError(name, "empty; a case is a JSON object with at least answers")
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
        _check_letters(data)
    except UnicodeEncodeError as error:
        raise InputError(name, "holds half a letter (a lone surrogate); type it anew") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(name, f"not JSON at {where}: {error.msg}") from error
    except RecursionError as error:
        raise InputError(name, "nested too deeply to be a case") from error
    except ValueError as error:
        raise InputError(name, f"holds a number too long to be one: {error}") from error
    return data


def _check_letters(data: object) -> None:
    """Half of a letter that is written in two parts can be read, and neither printed nor stored."""
    json.dumps(data, ensure_ascii=False).encode()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(twice, "stands twice in the same object; keep one of the two")
    return result


def _no_number(text: str) -> NoReturn:
    raise InputError(text, "is not a number that JSON knows; use null for not known")
