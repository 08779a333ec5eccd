"""`zusanli compile`: make a release of kb/, if nothing in it is wrong."""

import argparse
import sys

from zusanli.errors import KnowledgeError
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, save
from zusanli.knowledge.verify import verify


def run(_: argparse.Namespace) -> int:
    """Compile and put in force; the old release stays in force when something is wrong."""
    compiled = compile_kb(KB)
    problems = verify(compiled, KB).problems
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        raise KnowledgeError(f"{len(problems)} problems in kb/; no release was made")
    sha256 = save(compiled.document, compiled.catalogues)
    print(f"release {compiled.document['release']}, {sha256[:12]}")
    return 0
