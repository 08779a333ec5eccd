"""
New evidence, looked at before it counts: doubts, changes, and the release that it gives.

The file is tried in a copy of kb/. Only effects and sources may be added, which no rule rests on:
the examples of rules, seconds of work, are run before a release is put in force and not to try it.
Old releases stay where they are, so decisions that were made by them keep them.
"""

import hashlib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.sanity import doubts
from zusanli.errors import InputError
from zusanli.knowledge.compiler import Compiled, compile_kb
from zusanli.knowledge.effects import make_effects
from zusanli.knowledge.entries import Entries, Entry, read_entries
from zusanli.knowledge.lines import line_of
from zusanli.knowledge.references import wrong_references
from zusanli.knowledge.store import KB, RELEASES, save, to_bytes
from zusanli.knowledge.verify import verify

ROOM = "evidence"
MAY_ADD = frozenset(("effect", "source"))


@dataclass(frozen=True)
class Proposal:
    """What a file would make of the knowledge base: lines to read, and the release it gives."""

    doubts: tuple[str, ...]
    changes: tuple[str, ...]
    release: str
    sha256: str
    compiled: Compiled


def proposed(name: str, text: bytes, *, kb: Path = KB) -> Proposal:
    """
    Try a file of evidence in a copy of the knowledge base.

    Raises:
        InputError: it is no TOML of effects and sources, or the knowledge base would not be whole.
    """
    _refuse_others(name, text)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kb"
        shutil.copytree(kb, copy)
        before = read_entries(kb)
        (copy / ROOM / name).write_bytes(text)
        compiled = compile_kb(copy)
    added = [each for each in compiled.entries.all() if each.file == f"{ROOM}/{name}"]
    problems = [*compiled.problems, *wrong_references(compiled.entries)]
    doubted = list(_doubts(added, make_effects(compiled.entries), text.decode("utf-8")))
    if problems:
        _refuse(name, [*problems, *doubted])
    if not added:
        raise InputError(name, "holds no effect")
    changes = tuple(_changes(before, compiled.entries))
    data = to_bytes(compiled.document)
    return Proposal(
        doubts=(*doubted, *(f"{each}: is taken out" for each in changes if each.startswith("- "))),
        changes=changes,
        release=compiled.document["release"],
        sha256=hashlib.sha256(data).hexdigest(),
        compiled=compiled,
    )


def put_in_force(
    name: str, text: bytes, proposal: Proposal, *, kb: Path = KB, releases: Path = RELEASES
) -> None:
    """
    Write the file into the knowledge base and make its release the one in force.

    Raises:
        InputError: the whole would not pass or cannot be written; all is as it was then.
    """
    _refuse_read_only(name, kb / ROOM, releases)
    _refuse(name, verify(proposal.compiled, kb).problems)
    file = kb / ROOM / name
    before = file.read_bytes() if file.exists() else None
    try:
        _write(file, text)
        save(proposal.compiled.document, proposal.compiled.catalogues, releases=releases)
    except OSError as error:
        # Also what was half done: a kb/ that no release was compiled from would decide nothing.
        _put_back(file, before)
        raise InputError(
            name, f"could not be put in force, so all is as it was: {error}"
        ) from error
    except BaseException:
        _put_back(file, before)
        raise


def _write(file: Path, text: bytes) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_bytes(text)
    part.replace(file)


def _put_back(file: Path, before: bytes | None) -> None:
    file.with_name(f"{file.name}.part").unlink(missing_ok=True)
    if before is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(before)


def _refuse_read_only(name: str, *folders: Path) -> None:
    for folder in folders:
        if not os.access(folder, os.W_OK):
            raise InputError(
                name,
                f"cannot be put in force here, for {folder} is read-only: put it in force in a "
                "checkout of the source and install that; --dry-run works here as well",
            )


def _refuse_others(name: str, text: bytes) -> None:
    """Refuse what is no evidence before anything is copied: rules are changed where they stand."""
    try:
        tables = set(tomllib.loads(text.decode("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(name, f"is no TOML: {error}") from error
    if others := sorted(tables - MAY_ADD):
        raise InputError(name, f"holds {', '.join(others)}; only effects and sources are added so")


def _refuse(name: str, problems: list[str]) -> None:
    if problems:
        raise InputError(name, "; ".join(dict.fromkeys(problems)))


def _doubts(added: list[Entry], effects: tuple[Effect, ...], text: str) -> Iterator[str]:
    made = {each.id: each for each in effects}
    for entry in added:
        if entry.table != "effect" or entry.id not in made:
            continue
        shares = entry.data.get("shares", [])
        printed = [float(each) for each in shares] if isinstance(shares, list) else []
        for doubt in doubts(made[entry.id], printed):
            line = line_of(text, entry.id, doubt.field)
            yield f"line {line}, {entry.id}, {doubt.field}: {doubt.says}"


def _changes(before: Entries, after: Entries) -> Iterator[str]:
    for table in sorted(MAY_ADD):
        old, new = before.of(table), after.of(table)
        yield from (f"+ {table} {each}" for each in new if each not in old)
        yield from (f"- {table} {each}" for each in old if each not in new)
        for each in new:
            if each in old:
                yield from _fields(f"{table} {each}", old[each].data, new[each].data)


def _fields(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield f"  {name}, {key}: {old.get(key)} -> {new.get(key)}"
