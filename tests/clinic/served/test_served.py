"""What a server did is counted and logged, without anybody's data."""

import json
import logging
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from tests.clinic.booking.willow_street import all_no, clinic
from zusanli.clinic.migrated import missing_migrations, unknown_migrations
from zusanli.site.logs import HideLinks, JsonLines
from zusanli.web.served.counts import NOT_FOUND, SECONDS, Counts
from zusanli.web.served.requests import WithRequest

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-more-than-twenty-characters"  # noqa: S105 - made up
FROM_ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def numbers(client, **asked) -> dict[str, float]:
    text = client.get(reverse("metrics"), **asked).content.decode()
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(number) for name, number in lines}


@pytest.fixture
def link(db) -> str:
    clinic()
    return all_no(datetime.now(UTC))[0]


class TestReady:
    def test_a_server_whose_tables_are_those_of_its_version_is_ready(self, client):
        assert missing_migrations() == unknown_migrations() == ()
        assert client.get(reverse("ready")).json() == {"ready": True}

    def test_it_is_not_while_a_step_of_the_tables_is_missing(self, client):
        last = MigrationRecorder.Migration.objects.filter(app="booking").latest("pk")
        last.delete()
        answer = client.get(reverse("ready"))

        assert missing_migrations() == (f"booking.{last.name}",)
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "problem": "tables"}

    def test_it_is_not_when_a_newer_version_has_changed_the_tables(self, client):
        MigrationRecorder(connection).record_applied("booking", "9999_of_tomorrow")

        assert unknown_migrations() == ("booking.9999_of_tomorrow",)
        assert client.get(reverse("ready")).status_code == 503

    def test_what_another_program_keeps_in_the_same_database_is_none_of_ours(self):
        MigrationRecorder(connection).record_applied("bookkeeping", "0001_initial")

        assert unknown_migrations() == ()


class TestMetrics:
    def test_requests_are_counted_by_page_and_status_with_how_long_they_took(self, client):
        before = numbers(client)
        client.get(reverse("start"))
        client.get("/nothing/here/")
        after = numbers(client)

        def more(name: str) -> float:
            return after[name] - before.get(name, 0)

        assert more('zusanli_requests_total{route="start",status="2xx"}') == 1
        assert more(f'zusanli_requests_total{{route="{NOT_FOUND}",status="4xx"}}') == 1
        assert more('zusanli_request_seconds_count{route="start"}') == 1
        assert more('zusanli_request_seconds_bucket{route="start",le="+Inf"}') == 1
        assert more('zusanli_request_seconds_sum{route="start"}') > 0

    def test_buckets_only_grow_as_the_format_wants_it(self, client):
        client.get(reverse("start"))
        told = numbers(client)
        bounds = [*map(str, SECONDS), "+Inf"]
        row = [told[f'zusanli_request_seconds_bucket{{route="start",le="{le}"}}'] for le in bounds]

        assert row == sorted(row)

    def test_what_waits_or_failed_is_counted(self, client):
        told = numbers(client)

        assert told['zusanli_messages{state="waiting"}'] == 0
        assert told['zusanli_tasks{status="failed"}'] == 0
        assert told["zusanli_visits_to_come"] == 0

    def test_no_address_with_a_link_is_told(self, client, link):
        client.get(reverse("question", kwargs={"link": link}))

        assert link not in client.get(reverse("metrics")).content.decode()

    @pytest.mark.parametrize(
        "asked",
        [
            pytest.param(FROM_ELSEWHERE, id="from elsewhere"),
            pytest.param({"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, id="by a proxy on this machine"),
            pytest.param({"HTTP_FORWARDED": "for=192.0.2.7"}, id="by another proxy"),
            pytest.param(FROM_ELSEWHERE | {"HTTP_AUTHORIZATION": "Bearer x"}, id="a wrong token"),
            pytest.param(FROM_ELSEWHERE | {"HTTP_AUTHORIZATION": "Bearer "}, id="an empty token"),
            pytest.param(FROM_ELSEWHERE | {"HTTP_AUTHORIZATION": "Bearer é"}, id="an odd token"),
        ],
    )
    @pytest.mark.parametrize("token", ["", TOKEN])
    def test_nobody_else_reads_them(self, asked, token, client, settings):
        settings.METRICS_TOKEN = token
        answer = client.get(reverse("metrics"), **asked)

        assert answer.status_code == 403
        assert b"zusanli_" not in answer.content

    def test_the_token_opens_them_from_elsewhere(self, client, settings):
        settings.METRICS_TOKEN = TOKEN
        asked = FROM_ELSEWHERE | {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}

        assert "zusanli_visits_to_come" in numbers(client, **asked)


COUNTING = """
import sys
from pathlib import Path
from zusanli.web.served.counts import NOT_FOUND, Counts
counts = Counts(["start", NOT_FOUND], folder=Path(sys.argv[1]))
for _ in range(1000):
    counts.add("start", status=200, seconds=0.02)
"""


def test_the_counts_of_all_workers_are_added_up_also_of_those_that_ended(tmp_path):
    command = [sys.executable, "-c", COUNTING, str(tmp_path)]
    workers = [subprocess.Popen(command) for _ in range(2)]
    assert [each.wait(60) for each in workers] == [0, 0]
    own = Counts(["start", NOT_FOUND], folder=tmp_path)
    own.add("start", status=503, seconds=99)
    own.add("never heard of", status=999, seconds=0)

    served = {each.route: each for each in own.served()}

    assert served["start"].by_class == (0, 2000, 0, 0, 1)
    assert sum(served["start"].by_duration) == 2001
    assert served["start"].by_duration[-1] == 1
    assert served["start"].seconds == pytest.approx(2000 * 0.02 + 99)
    assert served[NOT_FOUND].by_class == (0, 0, 0, 0, 1)


def test_counting_costs_a_request_next_to_nothing(tmp_path):
    own = Counts(["start", NOT_FOUND], folder=tmp_path)
    began = time.perf_counter()
    for _ in range(1000):
        own.add("start", status=200, seconds=0.02)

    assert (time.perf_counter() - began) / 1000 < 0.001


class TestLog:
    @pytest.fixture
    def written(self):
        """Every line that is logged, as the log writes it."""
        lines: list[str] = []

        class Kept(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(self.format(record))

        handler = Kept()
        for each in (HideLinks(), WithRequest()):
            handler.addFilter(each)
        handler.setFormatter(JsonLines())
        root = logging.getLogger()
        level = root.level
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        yield lines
        root.removeHandler(handler)
        root.setLevel(level)

    def test_a_request_is_one_line_that_names_its_page(self, client, written):
        answer = client.get(reverse("start"))
        (line,) = [json.loads(each) for each in written]

        assert line["logger"] == "zusanli.requests"
        assert line["level"] == "INFO"
        assert (line["method"], line["route"], line["status"]) == ("GET", "start", 200)
        assert line["request"] == answer.headers["X-Request-Id"]
        assert line["ms"] > 0
        assert datetime.fromisoformat(line["time"]).tzinfo is UTC

    def test_neither_links_nor_what_was_asked_for_stand_in_a_line(self, client, link, written):
        client.get(reverse("question", kwargs={"link": link}))
        client.get("/patients/quixwort-zephyrine/鈴木/?q=canary")
        client.generic("CANARY", "/")
        text = "".join(written)

        assert '"route": "question"' in text
        assert '"method": "OTHER"' in text
        for canary in (link, "quixwort", "zephyrine", "鈴木", "9234", "canary", "CANARY"):
            assert canary not in text

    def test_lines_of_one_request_bear_its_number(self, client, written):
        client.get("/nothing/here/")
        told = [json.loads(each) for each in written]

        assert {each["logger"] for each in told} == {"django.request", "zusanli.requests"}
        assert len({each["request"] for each in told}) == 1

    def test_an_error_is_one_line_with_its_place_and_without_its_words(self, written):
        typed = "canary 4711"
        try:
            int(typed)
        except ValueError:
            logging.getLogger("zusanli.test").exception("it failed")
        (line,) = written

        assert typed not in line
        assert "\n" not in line
        assert "test_served.py" in json.loads(line)["where"]
