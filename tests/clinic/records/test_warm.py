"""What a server does before it answers."""

import gc

from zusanli.clinic.books import rule_book
from zusanli.site.warm import warm_up


def test_what_lives_as_long_as_the_server_is_left_alone_by_the_collector():
    try:
        warm_up()

        assert gc.get_freeze_count() > 1000
        assert rule_book.cache_info().currsize >= 3
    finally:
        gc.unfreeze()
