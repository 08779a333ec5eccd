"""The server of the pages: `python -m zusanli.site.server`, as the demo and `serve` start it."""

import argparse
import os

from granian import Granian
from granian.constants import Interfaces

from zusanli.site.logs import logs_of_server

SECONDS_TO_END = 10
"""A page that takes longer than this when the server ends is cut off."""


def main() -> None:
    """
    Serve until a signal ends it.

    One thread a worker: more of them wait for each other and answer later.
    """
    parser = argparse.ArgumentParser(prog="zusanli.site.server", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    options = parser.parse_args()
    Granian(
        "zusanli.site.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=1,
        websockets=False,
        workers_kill_timeout=SECONDS_TO_END,
        log_dictconfig=logs_of_server(os.environ),
    ).serve()


if __name__ == "__main__":
    main()
