"""The set-up is looked at before anything starts, and what is wrong is said in words."""

import socket
import sqlite3
from pathlib import Path

import pytest

from zusanli.site.checking.environment import of_environment, of_mail_server
from zusanli.site.checking.folder import kind_of_disk, of_folder, of_sqlite
from zusanli.site.checking.values import How, fine, warning, worst, wrong
from zusanli.site.checking.whole import of_surroundings

KEY = "q8Zr-3vTnW0yLk5XcB7dGm2PsJf9HaQe6uRt1oVi4bNxKzMwYpCl"
RIGHT = {
    "ZUSANLI_SECRET_KEY": KEY,
    "ZUSANLI_ADDRESS": "https://willow.example",
    "ZUSANLI_HOSTS": "willow.example,www.willow.example",
    "ZUSANLI_MAIL": "smtp://desk:swordfish-4711@mail.willow.example:587",
    "ZUSANLI_MAIL_FROM": "desk@willow.example",
    "ZUSANLI_METRICS_TOKEN": "canary-of-the-metrics-token",
}


def looked_at(**changed: str) -> dict[str, How]:
    environ = {name: value for name, value in (RIGHT | changed).items() if value}
    return {each.what: each.how for each in of_environment(environ)}


def folder(data: Path, *, said=True, demo=False) -> dict[str, How]:
    return {each.what: each.how for each in of_folder(data, said=said, demo=demo)}


@pytest.fixture
def data(tmp_path) -> Path:
    there = tmp_path / "data"
    there.mkdir(mode=0o700)
    return there


def test_a_clinic_that_is_set_up_as_the_page_says_is_fine():
    assert set(looked_at().values()) == {How.FINE}


@pytest.mark.parametrize(
    ("changed", "what", "how"),
    [
        pytest.param({"ZUSANLI_SECRET_KEY": ""}, "secret key", How.WRONG, id="no key"),
        pytest.param({"ZUSANLI_SECRET_KEY": "short"}, "secret key", How.WRONG, id="short key"),
        pytest.param({"ZUSANLI_SECRET_KEY": "ab" * 40}, "secret key", How.WRONG, id="dull key"),
        pytest.param({"ZUSANLI_ADDRESS": ""}, "address", How.WRONG, id="no address"),
        pytest.param(
            {"ZUSANLI_ADDRESS": "http://willow.example"}, "address", How.WRONG, id="without TLS"
        ),
        pytest.param({"ZUSANLI_ADDRESS": "https://[x"}, "address", How.WRONG, id="nonsense"),
        pytest.param({"ZUSANLI_HOSTS": ""}, "hosts", How.WRONG, id="no hosts"),
        pytest.param({"ZUSANLI_HOSTS": "oak.example"}, "hosts", How.WRONG, id="another's host"),
        pytest.param({"ZUSANLI_HOSTS": "*"}, "hosts", How.WRONG, id="any host"),
        pytest.param(
            {"ZUSANLI_HOSTS": "willow.example, oak.example"}, "hosts", How.WRONG, id="a space"
        ),
        pytest.param({"ZUSANLI_MAIL": ""}, "mail server", How.WARNING, id="no mail"),
        pytest.param({"ZUSANLI_MAIL": "mail.example"}, "mail server", How.WRONG, id="odd mail"),
        pytest.param(
            {"ZUSANLI_MAIL": "smtp://a:b@m.example:99999"}, "mail server", How.WRONG, id="odd port"
        ),
        pytest.param({"ZUSANLI_MAIL_FROM": "desk"}, "mail server", How.WRONG, id="odd sender"),
        pytest.param({"ZUSANLI_METRICS_TOKEN": "1234"}, "metrics", How.WRONG, id="short token"),
        pytest.param({"ZUSANLI_LOG": "xml"}, "logs", How.WRONG, id="unknown log"),
        pytest.param({"ZUSANLI_MODE": "dmeo"}, "mode", How.WRONG, id="misspelt mode"),
        pytest.param({"ZUSANLI_MODE": "demo"}, "mode", How.WARNING, id="the demo"),
    ],
)
def test_what_is_not_as_it_should_be_is_named(changed, what, how):
    assert looked_at(**changed)[what] is how


def test_the_demo_needs_neither_tls_nor_mail():
    told = looked_at(
        ZUSANLI_MODE="demo",
        ZUSANLI_ADDRESS="http://localhost:8000",
        ZUSANLI_HOSTS="",
        ZUSANLI_MAIL="",
    )

    assert How.WRONG not in told.values()


def test_what_is_not_fine_says_what_to_do():
    found = [*of_environment({}), *of_folder(Path("/nowhere"), said=False, demo=False)]

    assert [each.what for each in found if each.how is not How.FINE and not each.to_do] == []


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"ZUSANLI_MAIL": "smtp://desk:swordfish-4711@mail.willow.example:port"},
        {"ZUSANLI_MAIL": "smtp://desk:swordfish-4711"},
        {"ZUSANLI_MAIL": "smtp://[swordfish-4711"},
        {"DATABASE_URL": "postgresql://desk:swordfish-4711@[db/clinic"},
        {"DATABASE_URL": "postgresql://desk:swordfish-4711@db:port/clinic"},
        {"DATABASE_URL": "mysql://desk:swordfish-4711@db/clinic"},
        {"ZUSANLI_SECRET_KEY": "canary-of-a-short-key"},
        {"ZUSANLI_METRICS_TOKEN": "swordfish-4711"},
    ],
)
def test_no_secret_is_said(changed, data):
    environ = {**RIGHT, "ZUSANLI_DATA": str(data), **changed}
    said = repr(of_surroundings(environ))

    for secret in (KEY, "swordfish", "canary"):
        assert secret not in said


def test_a_mail_server_is_knocked_at_and_one_that_is_away_is_a_warning():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        named = {
            "ZUSANLI_MAIL": f"smtp://127.0.0.1:{server.getsockname()[1]}?tls=no",
            "ZUSANLI_MAIL_FROM": "desk@willow.example",
        }
        assert [each.how for each in of_mail_server(named)] == [How.FINE]

    assert [each.how for each in of_mail_server(named)] == [How.WARNING]
    assert list(of_mail_server({})) == []


def test_a_folder_for_its_owner_alone_is_fine(data):
    assert folder(data)["data folder"] is How.FINE


def test_a_folder_that_others_can_read_is_wrong_but_in_the_demo(data):
    data.chmod(0o750)

    assert folder(data)["data folder"] is How.WRONG
    assert folder(data, demo=True)["data folder"] is How.WARNING


def test_a_folder_that_is_missing_is_named_and_not_made(tmp_path):
    assert folder(tmp_path / "none") == {"data folder": How.WRONG}
    assert not (tmp_path / "none").exists()


def test_a_folder_that_hangs_on_where_one_types_is_a_warning(data):
    assert folder(data, said=False)["data folder"] is How.WARNING


def test_a_key_of_second_factors_that_others_can_read_is_wrong(data):
    file = data / "second-factor-key"
    file.touch(mode=0o600)
    assert folder(data)["second factor key"] is How.FINE

    file.chmod(0o644)
    assert folder(data)["second factor key"] is How.WRONG


@pytest.mark.parametrize(("journal", "how"), [("wal", How.FINE), ("delete", How.WARNING)])
def test_the_journal_of_sqlite_is_read_from_the_file_itself(journal, how, data):
    file = data / "clinic.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute(f"PRAGMA journal_mode={journal}")
        database.execute("CREATE TABLE visits (number)")
    database.close()
    before = sorted(data.iterdir()), file.read_bytes()

    told = {each.what: each.how for each in of_sqlite(file)}

    assert told["SQLite journal"] is how
    assert (sorted(data.iterdir()), file.read_bytes()) == before


def test_a_database_that_others_can_read_is_wrong_wherever_it_lies(data):
    file = data / "clinic.sqlite3"
    file.touch(mode=0o644)
    assert How.WRONG not in {each.how for each in of_sqlite(file)}

    data.chmod(0o755)
    assert How.WRONG in {each.how for each in of_sqlite(file)}


def test_the_kind_of_disk_is_that_of_the_nearest_mount(tmp_path):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "2 1 0:5 / /srv/my\\040clinic rw shared:2 - nfs4 far:/x rw\n"
        "3 1 0:6 / /srv/my rw - xfs /dev/sdb1 rw\n"
    )

    assert kind_of_disk(Path("/srv/my clinic/clinic.sqlite3"), mounts=mounts) == "nfs4"
    assert kind_of_disk(Path("/srv/my/clinic.sqlite3"), mounts=mounts) == "xfs"
    assert kind_of_disk(Path("/home/clinic.sqlite3"), mounts=mounts) == "ext4"
    assert kind_of_disk(Path("/home/x"), mounts=tmp_path / "none") == ""


def test_the_worst_counts_and_nothing_looked_at_is_wrong():
    assert worst([fine("a", "")]) is How.FINE
    assert worst([fine("a", ""), warning("b", "", "")]) is How.WARNING
    assert worst([wrong("c", "", ""), warning("b", "", "")]) is How.WRONG
    assert worst([]) is How.WRONG
