"""
The package alone, on a machine without the source: it is set up, served, watched and ended.

The environment that it is installed in is new and sees the packages that were tested, and not the
source. Nothing is fetched from anywhere.
"""

import json
import re
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.at_the_console import environ_of, free_port
from zusanli.site.processes import DIRECTLY

ROOT = Path(__file__).parents[2]
SECONDS = 120
IN_THE_WHEEL = (
    r"zusanli/kb/.+\.toml",
    r"zusanli/knowledge/compiled/current",
    r"zusanli/knowledge/compiled/[0-9a-f]{64}\.json",
    r"zusanli/web/templates/.+\.html",
    r"zusanli/web/static/web/zusanli\.css",
    r"zusanli/exchange/pdf/fonts/.+\.(woff2?|ttf|otf)",
    r"zusanli/.+/migrations/0001_initial\.py",
    r"zusanli-.+\.dist-info/entry_points\.txt",
)


@dataclass(frozen=True)
class Installed:
    """A new environment with the package in it, and a folder to work in that holds nothing."""

    bin: Path
    here: Path

    def ran(self, *command: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.bin / command[0], *command[1:]],
            env=environ,
            cwd=self.here,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=SECONDS)
    return next(made.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Installed:
    where = tmp_path_factory.mktemp("installed")
    environment = where / "environment"
    make = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    subprocess.run(make, check=True, timeout=SECONDS)
    python = environment / "bin" / "python"
    own = environment / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    # A path that is named so is searched, but its own .pth files, the source's, are not read.
    (own / "tested.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    install += ["--no-index", "--force-reinstall", "--no-warn-script-location", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=SECONDS)
    here = where / "here"
    here.mkdir()
    return Installed(environment / "bin", here)


@pytest.fixture
def environ(tmp_path) -> dict[str, str]:
    return without_source(environ_of(tmp_path / "data", ZUSANLI_LOG="json"))


def without_source(environ: dict[str, str]) -> dict[str, str]:
    hidden = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")
    return {name: value for name, value in environ.items() if name not in hidden}


@dataclass
class Served:
    """A clinic that was started, and what it wrote."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Give the status and what is shown, as somebody on the same machine gets it."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with DIRECTLY.open(asked, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def page(self, path: str) -> str:
        """Give a page as the proxy in front asks for it."""
        by_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
        status, shown = self.get(path, Host="willow.example", **by_proxy)
        assert status == 200, path
        return shown


@pytest.fixture
def serve(installed, tmp_path, environ) -> Iterator[Callable[..., Served]]:
    started = []

    def start(*options: str) -> Served:
        port, log = free_port(), tmp_path / "log"
        command = [str(installed.bin / "zusanli"), "serve", "--port", str(port), *options]
        with log.open("w") as opened:
            process = subprocess.Popen(
                command, env=environ, cwd=installed.here, stderr=opened, text=True
            )
        started.append(process)
        served = Served(port, process, log)
        until = time.monotonic() + SECONDS
        while f"answers at http://127.0.0.1:{port}" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        return served

    yield start
    for each in started:
        each.terminate()
        each.wait(60)


def test_everything_that_is_read_at_work_is_in_the_package(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert [
        each for each in IN_THE_WHEEL if not any(re.fullmatch(each, one) for one in names)
    ] == []


def test_the_package_holds_every_file_of_the_source_and_nothing_beside_it(wheel):
    source = {
        str(file.relative_to(ROOT / "src"))
        for file in (ROOT / "src" / "zusanli").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert packed == source


def test_what_is_imported_is_the_package_and_not_the_source(installed, environ):
    done = installed.ran("python", "-c", "import zusanli; print(zusanli.__file__)", environ=environ)

    assert Path(done.stdout.strip()).is_relative_to(installed.bin.parent), done.stderr


def test_a_decision_and_its_leaflet_come_from_the_package(installed, environ):
    case = str(ROOT / "examples" / "cases" / "article_004_numb_feet_with_diabetes.json")
    decided = installed.ran("zusanli", "decide", case, "--format", "json", environ=environ)
    leaflet = installed.ran(
        "zusanli", "leaflet", case, "--language", "ja", "--format", "html", environ=environ
    )

    assert json.loads(decided.stdout)["triage"], decided.stderr
    assert "足" in leaflet.stdout, leaflet.stderr


def test_a_clinic_is_made_served_by_two_workers_and_ended(serve, installed, environ, tmp_path):
    served = serve("--migrate", "--workers", "2")

    assert json.loads(served.get("/health/")[1])["ok"] is True
    assert served.get("/ready/") == (200, '{"ready": true}')
    start = served.page("/")
    styles = re.search(r'href="(/static/web/zusanli\.[0-9a-f]+\.css)"', start)[1]
    assert served.page(styles)
    assert 'zusanli_requests_total{route="start",status="2xx"} 1' in served.get("/metrics/")[1]
    assert served.get("/metrics/", **{"X-Forwarded-For": "192.0.2.7"})[0] == 403

    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(60) == 0
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    assert {"time", "level", "logger", "message"} <= set.intersection(*map(set, lines))
    assert any(line.get("route") == "start" for line in lines)
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0

    doctor = installed.ran("zusanli", "doctor", "--format", "json", environ=environ)
    told = {each["what"]: each["how"] for each in json.loads(doctor.stdout)["checks"]}
    assert doctor.returncode == 0
    assert told["tables"] == told["log"] == told["SQLite journal"] == told["static files"] == "fine"


def test_a_clinic_of_an_older_version_says_so_and_is_brought_up_to_date(serve, installed, environ):
    older = serve("--migrate").process
    older.terminate()
    assert older.wait(60) == 0
    # As it was before goals were invented, and two steps of a package that we use.
    for app, step in (("goals", "zero"), ("mfa", "0001")):
        back = ("python", "-m", "zusanli.site", "migrate", app, step)
        assert installed.ran(*back, environ=environ).returncode == 0
    done = installed.ran("zusanli", "serve", "--port", str(free_port()), environ=environ)
    lines = [json.loads(line) for line in done.stderr.splitlines()]

    assert done.returncode == 1
    (said,) = (each["message"] for each in lines if each["message"].startswith("tables: "))
    assert "Steps are missing (3): goals.0001_initial, mfa.0002" in said
    assert "zusanli serve --migrate" in said
    assert serve("--migrate").get("/ready/") == (200, '{"ready": true}')


def test_the_demo_runs_from_the_package(installed, environ, tmp_path):
    port, data = str(free_port()), ("--data", str(tmp_path / "demo"))
    demo = ("python", "-m", "zusanli.site.demo")
    started = installed.ran(*demo, "--port", port, *data, environ=environ)
    try:
        assert started.returncode == 0, started.stderr
        assert "A small clinic was made up" in started.stdout
        with DIRECTLY.open(f"http://127.0.0.1:{port}/mail/", timeout=20) as answer:
            assert answer.status == 200
    finally:
        installed.ran(*demo, "stop", *data, environ=environ)
