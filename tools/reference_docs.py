"""
Write docs/reference from the knowledge base, the command line and the pages' addresses.

    python -m tools.reference_docs [--check]

With --check nothing is written; a page that is stale, missing or left over is named, and the exit
code is 1.
"""

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path
from unittest.mock import patch

from tools.access_matrix import page as access
from tools.reference_claims import claims
from tools.reference_courses import advice, courses, measures
from tools.reference_diagnoses import conditions, patterns
from tools.reference_evidence import audit, faq, glossary, guidelines
from tools.reference_flags import flag_page, index
from tools.reference_leg_map import leg_map
from tools.reference_lists import countries, examinations, questions, scores, sources
from tools.reference_points import point_pages, points
from tools.reference_precautions import precaution_page
from zusanli.cli.main import BAD_INPUT, DONE, FAILED, help_texts
from zusanli.cli.main import main as zusanli
from zusanli.cli.terminal import HELP
from zusanli.knowledge.compiler import Compiled, compile_kb
from zusanli.knowledge.store import KB
from zusanli.knowledge.verify import verify

PAGES = Path(__file__).parent.parent / "docs" / "reference"


def pages(compiled: Compiled) -> dict[str, str]:
    """Give every page by its path under docs/reference."""
    made = {
        "README.md": index(compiled, verify(compiled, KB)),
        "questions.md": questions(compiled),
        "examinations.md": examinations(compiled),
        "scores.md": scores(compiled),
        "points.md": points(compiled),
        "leg_map.md": leg_map(compiled),
        "claims.md": claims(compiled),
        "audit.md": audit(compiled),
        "faq.md": faq(compiled),
        "guidelines.md": guidelines(compiled),
        "glossary.md": glossary(compiled),
        "courses.md": courses(compiled),
        "measures.md": measures(compiled),
        "advice.md": advice(compiled),
        "conditions.md": conditions(compiled),
        "patterns.md": patterns(compiled),
        "countries.md": countries(),
        "sources.md": sources(compiled),
        "commands.md": commands(),
        "access.md": access(),
    }
    for flag in compiled.flags:
        made[f"red_flags/{flag.id}.md"] = flag_page(flag, compiled)
    for each in compiled.precautions:
        made[f"precautions/{each.id}.md"] = precaution_page(each, compiled)
    made |= point_pages(compiled)
    return {name: text.rstrip() + "\n" for name, text in made.items()}


def commands() -> str:
    """Give the help of every command as it prints it, and what they exit with."""
    with patch.dict(os.environ, COLUMNS="80"):  # what argparse wraps to
        texts = {"zusanli": _own_help()}
        texts |= {f"zusanli {name}": text for name, text in help_texts().items()}
    lines = [
        "# Commands",
        "",
        "Made by `make docs` from the command itself.",
        "",
        "| exit code | means |",
        "|---|---|",
        f"| {DONE} | done |",
        f"| {BAD_INPUT} | bad usage or input; one sentence on stderr names the field |",
        f"| {FAILED} | anything else, such as a knowledge base that is missing or not in order |",
    ]
    for name, text in texts.items():
        lines += ["", f"## {name}", "", "```text", text.rstrip(), "```"]
    lines += ["", "What may be typed while `zusanli ask` asks:", "", "```text", HELP, "```"]
    return "\n".join(lines)


def _own_help() -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        zusanli(["--help"])
    return printed.getvalue()


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are not as they should be."""
    options = argparse.ArgumentParser(prog="reference_docs")
    options.add_argument("--check", action="store_true")
    check = options.parse_args(arguments).check
    wanted = pages(compile_kb(KB))
    there = {
        str(file.relative_to(PAGES)): file.read_text(encoding="utf-8")
        for file in PAGES.rglob("*.md")
    }
    stale = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    if check:
        for name in stale:
            print(f"docs/reference/{name} is not what kb/ says; run: make docs")
        return FAILED if stale else DONE
    for name in stale:
        file = PAGES / name
        if name in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(wanted[name], encoding="utf-8")
        else:
            file.unlink()
    print(f"{len(wanted)} pages, {len(stale)} of them new, changed or gone")
    return DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
