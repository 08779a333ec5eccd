"""What a server does before it answers."""

import gc

from zusanli.clinic.books import rule_book
from zusanli.errors import ReleaseError
from zusanli.site import warm


def test_what_lives_as_long_as_the_server_is_left_alone_by_the_collector():
    try:
        warm.warm_up()

        assert gc.get_freeze_count() > 1000
        assert rule_book.cache_info().currsize >= 3
    finally:
        gc.unfreeze()


def test_a_server_without_its_rule_book_starts_for_the_health_page_to_say_so(monkeypatch):
    def missing(_language: str) -> None:
        raise ReleaseError("no compiled knowledge base")

    monkeypatch.setattr(warm, "rule_book", missing)
    try:
        warm.warm_up()
    finally:
        gc.unfreeze()
