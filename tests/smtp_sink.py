"""A mail server on this machine that keeps what it is given, and can be made to fail."""

import asyncio
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from typing import Self


class Mood(StrEnum):
    """How the server treats who comes."""

    TAKES = "takes"
    BUSY = "busy"  # refuses for now
    KNOWS_NOBODY = "knows nobody"  # refuses the address for good
    HANGS_UP = "hangs up"  # takes the mail, and breaks off before it says so


@dataclass
class Sink:
    """
    Mails that were taken, each with its envelope. Use it as a context; it listens on `port`.

    With `HANGS_UP` a mail is kept although the client never hears so: this is what doubt is about.
    """

    mood: Mood = Mood.TAKES
    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        say("220 sink")
        try:
            while line := (await reader.readline()).decode().strip():
                verb = line.split(maxsplit=1)[0].upper()
                if verb == "DATA":
                    say("354 go on")
                    data = await reader.readuntil(b"\r\n.\r\n")
                    self._keep(data[:-5].replace(b"\r\n..", b"\r\n."))
                    if self.mood is Mood.HANGS_UP:
                        break
                say(self._reply(verb))
                if verb == "QUIT":
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _reply(self, verb: str) -> str:
        if verb == "MAIL" and self.mood is Mood.BUSY:
            return "451 come back later"
        if verb == "RCPT" and self.mood is Mood.KNOWS_NOBODY:
            return "550 no such user"
        return {"QUIT": "221 bye", "HELO": "250 sink", "EHLO": "250 sink"}.get(verb, "250 ok")

    def _keep(self, data: bytes) -> None:
        self.raw.append(data)
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
