"""How the fields of a table of kb/ are described: what each may hold, and whether it must be."""

from collections.abc import Mapping

REQUIRED, OPTIONAL = True, False
Fields = Mapping[str, tuple[type | tuple[type, ...], bool]]
Tables = Mapping[str, Fields]
