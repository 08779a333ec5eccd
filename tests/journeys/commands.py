"""Runs the installed command as a user does."""

import json
import subprocess
import sys
from pathlib import Path

ZUSANLI = Path(sys.executable).parent / "zusanli"


def zusanli(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [ZUSANLI, *arguments], input=given, capture_output=True, timeout=60, check=False
    )


def answer_of(*arguments: str, given: bytes = b"") -> object:
    """What a reading command prints as JSON."""
    done = zusanli(*arguments, "--format", "json", given=given)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
