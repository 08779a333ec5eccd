import pytest
from hypothesis import settings

from zusanli.core.rulebook import RuleBook
from zusanli.knowledge.compiler import Compiled, compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.store import KB

# The same examples on every run: a suite that fails on some days only teaches people to look away.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")


@pytest.fixture(scope="session")
def compiled() -> Compiled:
    """The knowledge base as it stands in kb/ now, whatever release is in force."""
    return compile_kb(KB)


@pytest.fixture(scope="session")
def book(compiled) -> RuleBook:
    return read_document(compiled.document, sha256="0" * 64)
