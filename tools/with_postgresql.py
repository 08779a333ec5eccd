"""
Run a command against a PostgreSQL of its own, which is gone afterwards.

    .venv/bin/python -m tools.with_postgresql .venv/bin/python -m pytest tests/clinic

The command finds it by DATABASE_URL. It listens on a socket in a folder of its own and on no port,
so that it meets no other server. Debian's package postgresql has what it needs.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

NEVER_ROOT = "nobody"
"""PostgreSQL refuses to run as root; it then runs as this user."""
FASTER = "-c fsync=off -c full_page_writes=off -c max_connections=200"
"""It holds nothing that is worth keeping."""


def main() -> int:
    """Start the server, run the command, stop the server, and give the command's exit code."""
    if not sys.argv[1:]:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory(prefix="zusanli-postgresql-") as name:
        folder = Path(name)
        data = folder / "data"
        if _owner():
            os.chown(folder, _owner()["user"], _owner()["group"])
        _run(folder, "initdb", "-D", data, "-U", "zusanli", "--auth=trust", "--locale=C.UTF-8")
        options = f"-c listen_addresses='' -k {folder} {FASTER}"
        _run(folder, "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            url = f"postgresql://zusanli@{quote(str(folder), safe='')}/postgres"
            there = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(sys.argv[1:], env=there, check=False).returncode
        finally:
            _run(folder, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(folder: Path, program: str, *arguments: str | Path) -> None:
    subprocess.run(
        [_program(program), *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        **_owner(),
    )


def _owner() -> dict[str, int]:
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(NEVER_ROOT)
    return {"user": user.pw_uid, "group": user.pw_gid}


def _program(name: str) -> str:
    """
    Find a program of PostgreSQL, which Debian keeps off the path.

    Raises:
        SystemExit: it is not installed.
    """
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(kept[-1]) if kept else shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing: sudo apt-get install -y postgresql")
    return found


if __name__ == "__main__":
    sys.exit(main())
