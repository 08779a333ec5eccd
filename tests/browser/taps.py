"""How many taps something takes: every press is counted, and what is typed as well."""

import sys
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass
class Taps:
    """Somebody at a page, whose presses and typed letters are counted."""

    page: Page
    taps: int = 0
    letters: int = 0

    def tap(self, on: str, *, then: str) -> None:
        """Press, and wait for what comes of it."""
        self.page.click(on)
        self.taps += 1
        self.page.wait_for_selector(then)

    def type(self, into: str, text: str) -> None:
        """Type into a field."""
        self.page.fill(into, text)
        self.letters += len(text)

    def told(self, what: str) -> str:
        """Say what it took, where whoever runs the tests reads it."""
        said = f"{what}: {self.taps} taps, {self.letters} letters"
        sys.stdout.write(f"{said}\n")
        return said
