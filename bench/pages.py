"""
What a page of the clinic costs: CPU of the server a request, and how long people wait.

    .venv/bin/python -m bench.pages [--seconds 5]

The made-up clinic is started as `make demo` starts it, one worker with one thread. Clients are
threads that ask again as soon as they were answered, which no patient does: 32 of them are a clinic
of hundreds. Each answer is checked. CPU is what the kernel counted for the worker, so that neither
the clients nor other programs stand in it.
"""

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

PORT = 8765
CLIENTS = (1, 8, 32)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Visitor:
    """A browser without a screen: cookies, forms, and where it was sent."""

    connection: http.client.HTTPConnection = field(
        default_factory=lambda: http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    )
    cookies: dict[str, str] = field(default_factory=dict)
    text: str = ""
    address: str = "/"
    free_times: str = ""
    dice: random.Random = field(default_factory=random.Random)

    def ask(self, method: str, address: str, sent: dict[str, str] | None = None) -> int:
        """Ask for one page and give its status; a redirect is followed by whoever calls."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if sent is not None:
            body = urllib.parse.urlencode({**sent, "csrfmiddlewaretoken": self.token()})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        self.text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.strip().partition("=")
            self.cookies[name] = rest.partition(";")[0]
        self.address = answer.headers.get("Location", address)
        return answer.status

    def token(self) -> str:
        """Give the mark that a form of ours carries."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.text)
        assert found, "the page has no form"
        return found[1]

    def number(self) -> str:
        """Give the number of the screen that is shown."""
        found = re.search(r'name="number" value="(\d+)"', self.text)
        return found[1] if found else ""

    def begin(self) -> None:
        """Begin a questionnaire and see its first screen."""
        assert self.ask("GET", "/") == HTTPStatus.OK
        assert self.ask("POST", "/questions/", {"who": "patient"}) == HTTPStatus.FOUND
        assert self.ask("GET", self.address) == HTTPStatus.OK


@dataclass
class Page:
    """What is measured: done once by each visitor, and then over and over."""

    title: str
    before: Callable[[Visitor], None]
    once: Callable[[Visitor], list[float]]


def timed(visitor: Visitor, method: str, address: str, *, expect: int, **sent: str) -> float:
    """Ask for a page and give the milliseconds; the answer is as expected."""
    start = time.perf_counter()
    status = visitor.ask(method, address, sent or None)
    took = (time.perf_counter() - start) * 1000
    assert status == expect, (method, address, status)
    return took


def first_screen(visitor: Visitor) -> list[float]:
    """Look at the screen that is shown."""
    took = timed(visitor, "GET", visitor.address, expect=HTTPStatus.OK)
    assert visitor.number()
    return [took]


def answered_screen(visitor: Visitor) -> list[float]:
    """Answer the screen with "not sure" and see the next; begin anew where there is none."""
    if not visitor.number():
        visitor.begin()
    address = visitor.address
    sent = timed(
        visitor, "POST", address, expect=HTTPStatus.FOUND, number=visitor.number(), answer="unsure"
    )
    return [sent, timed(visitor, "GET", visitor.address, expect=HTTPStatus.OK)]


ANSWERS = (
    ('data-screen="complaints"', {"answer": "ticked", "item": "knee_pain"}),
    ('name="item"', {"answer": "none"}),
    ('class="typed"', {"answer": "67"}),
    ('value="no"', {"answer": "no"}),
    ("", {"answer": "unsure"}),
)
"""What somebody whose knee hurts answers, by what the screen holds."""
WHO = {"family_name": "Archer", "given_name": "Alice", "phone": "020 7946 0001"}
SLOT = re.compile(r'href="(/questions/[^"]+/visits/\d+/\d+/)"')
CANCEL = re.compile(r'href="(/change/[^"]+/cancel/)"')


def to_free_times(visitor: Visitor) -> None:
    """Answer until a visit may be booked, and see what is free."""
    visitor.begin()
    questions = visitor.address
    while number := visitor.number():
        answer = next(sent for mark, sent in ANSWERS if mark in visitor.text)
        assert visitor.ask("POST", questions, {"number": number, **answer}) == HTTPStatus.FOUND
        visitor.ask("GET", visitor.address)
        while visitor.address != questions and visitor.ask("GET", visitor.address) != HTTPStatus.OK:
            continue
    visitor.free_times = f"{questions}visits/"
    assert visitor.ask("GET", visitor.free_times) == HTTPStatus.OK


def free_times(visitor: Visitor) -> list[float]:
    """Look at the free times."""
    took = timed(visitor, "GET", visitor.free_times, expect=HTTPStatus.OK)
    assert SLOT.search(visitor.text)
    return [took]


def booked(visitor: Visitor) -> list[float]:
    """Book a free time, another if somebody was faster, and give it back, which is not timed."""
    visitor.ask("GET", visitor.free_times)
    while True:
        chosen = visitor.dice.choice(SLOT.findall(visitor.text))
        visitor.ask("GET", chosen)
        start = time.perf_counter()
        status = visitor.ask("POST", chosen, WHO)
        took = (time.perf_counter() - start) * 1000
        if status == HTTPStatus.FOUND:
            break
        assert "Somebody was faster" in visitor.text
        visitor.ask("GET", visitor.free_times)
    visitor.ask("GET", visitor.address)
    change = CANCEL.search(visitor.text)
    assert change, "no visit was booked"
    visitor.ask("GET", change[1])
    assert visitor.ask("POST", change[1], {"why": ""}) == HTTPStatus.FOUND
    return [took]


STAFF = {"login": "mei@willow.example", "password": "three-miles-more"}
REVIEW = re.compile(r'href="(/patients/[^"]+/review/)"')


SIGNED_IN: dict[str, str] = {}
"""The cookies of one who signed in: more from one address would be locked out."""


def sign_in(visitor: Visitor) -> None:
    """Come in as a practitioner, and see the day."""
    if not SIGNED_IN:
        visitor.ask("GET", "/sign-in/")
        assert visitor.ask("POST", "/sign-in/", STAFF) == HTTPStatus.FOUND
        SIGNED_IN.update(visitor.cookies)
    visitor.cookies |= SIGNED_IN
    assert visitor.ask("GET", "/today/") == HTTPStatus.OK


def to_review(visitor: Visitor) -> None:
    """Find whose review waits."""
    sign_in(visitor)
    found = REVIEW.search(visitor.text)
    assert found, "nobody comes today"
    visitor.address = found[1]


def reviewed(visitor: Visitor) -> list[float]:
    """Look at the whole review of somebody."""
    took = timed(visitor, "GET", visitor.address, expect=HTTPStatus.OK)
    assert 'id="sign-plan"' in visitor.text
    return [took]


def the_day(visitor: Visitor) -> list[float]:
    """Look at the day."""
    took = timed(visitor, "GET", "/today/", expect=HTTPStatus.OK)
    assert 'id="beds"' in visitor.text
    return [took]


PAGES = (
    Page(
        "start page",
        lambda _: None,
        lambda visitor: [timed(visitor, "GET", "/", expect=HTTPStatus.OK)],
    ),
    Page("questionnaire, screen shown", Visitor.begin, first_screen),
    Page("questionnaire, screen answered and the next shown", Visitor.begin, answered_screen),
    Page("free times of a week", to_free_times, free_times),
    Page("a visit booked; CPU of the whole way, 7 requests", to_free_times, booked),
    Page("the day: arrivals, needles in, what waits", sign_in, the_day),
    Page("the review of a patient", to_review, reviewed),
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="bench.pages", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "zusanli.site.demo", "--data", f"{folder}/demo"]
        subprocess.run([*command, "--port", str(PORT)], check=True, stdout=subprocess.DEVNULL)
        try:
            print(
                f"{'page':<52} {'clients':>7} {'CPU ms':>7} {'p50 ms':>7} {'p99 ms':>7} {'a s':>6}"
            )
            for page in PAGES:
                for clients in CLIENTS:
                    measure(page, clients, seconds)
        finally:
            subprocess.run([*command, "stop"], check=True)


def measure(page: Page, clients: int, seconds: float) -> None:
    """Let so many visitors ask for so long, and print one line."""
    waits: list[float] = []
    visitors = [Visitor(dice=random.Random(number)) for number in range(clients)]
    for each in visitors:
        page.before(each)
        # The server hangs up on who is quiet for long; the next request calls again.
        each.connection.close()
    until = time.monotonic() + seconds

    def keep_asking(visitor: Visitor) -> None:
        while time.monotonic() < until:
            waits.extend(page.once(visitor))

    before, start = cpu_of_workers(), time.monotonic()
    threads = [threading.Thread(target=keep_asking, args=(each,)) for each in visitors]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    took, used = time.monotonic() - start, cpu_of_workers() - before
    cuts = statistics.quantiles(waits, n=100)
    print(
        f"{page.title:<52} {clients:>7} {1000 * used / len(waits):>7.1f} {cuts[49]:>7.1f} "
        f"{cuts[98]:>7.1f} {len(waits) / took:>6.0f}"
    )


def cpu_of_workers() -> float:
    """Give the seconds of CPU that our servers have used."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"{PORT}".encode() in (process / "cmdline").read_bytes():
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return total / TICKS


if __name__ == "__main__":
    main()
