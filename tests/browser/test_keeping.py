"""Erasing somebody: from the desk to a line without a name, in a real browser at a real server."""

import csv
import io

from tests.browser.conftest import DESK, PHONE
from tests.browser.looks import inspect
