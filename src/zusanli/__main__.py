"""Starts the command: `python -m zusanli`."""

import sys

from zusanli.cli.main import main

sys.exit(main())
