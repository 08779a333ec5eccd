"""The pages that people wrote, and what their blocks show."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = [
    README,
    ROOT / "CONTRIBUTING.md",
    *sorted(file for file in (ROOT / "docs").rglob("*.md") if "reference" not in file.parts),
]
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
OF_AN_OUTER_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}


def blocks(language: str) -> list[tuple[str, str]]:
    """Every block of a language, with a name that says where it stands."""
    return [
        (f"{page.relative_to(ROOT)}-{number}", text)
        for page in PAGES
        for number, (kind, text) in enumerate(BLOCK.findall(page.read_text()))
        if kind == language
    ]


def shell(command: str) -> str:
    """What a command prints when it is typed in the top folder."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_AN_OUTER_MAKE}
    done = subprocess.run(  # noqa: S602 - the page shows a shell
        command,
        shell=True,
        cwd=ROOT,
        env=kept | {"PATH": PATH},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def matches(shown: str, printed: str) -> bool:
    """Whether what was printed is what is shown; `...` stands for anything, several lines too."""
    parts = [re.escape(part.strip("\n")) for part in shown.split("...")]
    return re.fullmatch(r"[\s\S]*".join(rf"\s*{part}\s*" for part in parts), printed) is not None
