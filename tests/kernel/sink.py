"""An SMTP server that does what a test tells it, and remembers what it took.

`answers` maps a stage (connect, ehlo, mail, rcpt, data, dot) to the line it says there, or to "drop" (hang
up), "body-drop" (hang up in the middle of the content), "dot-drop" (take the message, hang up without a word)
or "stall" (say nothing). `for_recipient` does the same for one address only.
"""

import re
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

DEFAULT = {
    "connect": "220 sink",
    "ehlo": "250 sink",
    "mail": "250 ok",
    "rcpt": "250 ok",
    "data": "354 go on",
    "dot": "250 taken",
}


# What a relay may say to EHLO: it takes commands one by one, or several at once (RFC 2920).
GREETINGS = {"one by one": "250 sink", "at once": "250-sink\r\n250 PIPELINING"}


class HangUp(Exception):
    pass


class Sink:
    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.for_recipient: dict[str, dict[str, str]] = {}
        self.messages: list[bytes] = []
        self.commands: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def taken(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(re.search(rb"(?im)^message-id: *(\S+)", m)[1].decode() for m in self.messages)

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[link], daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with link, link.makefile("rb") as lines:
            try:
                self._talk(link, lines)
            except (HangUp, OSError):
                pass
            finally:
                # The file object keeps the socket open; without this the client waits for its timeout.
                with suppress(OSError):
                    link.shutdown(socket.SHUT_RDWR)

    def _say(self, link: socket.socket, stage: str, recipient: str = "") -> str:
        answer = self.for_recipient.get(recipient, {}).get(stage) or self.answers.get(stage) or DEFAULT[stage]
        if answer == "drop":
            raise HangUp
        if answer == "stall":
            link.settimeout(30)
            link.recv(1)
            raise HangUp
        link.sendall(answer.encode() + b"\r\n")
        if answer.startswith("421"):
            raise HangUp
        return answer

    def _talk(self, link: socket.socket, lines: Any) -> None:
        recipient = ""
        self._say(link, "connect")
        for line in lines:
            command = line.decode().strip()
            self.commands.append(command)
            word = command[:4].upper()
            if word in ("EHLO", "HELO"):
                self._say(link, "ehlo")
            elif word == "MAIL":
                self._say(link, "mail")
            elif word == "RCPT":
                recipient = command.split("<")[1].rstrip(">")
                self._say(link, "rcpt", recipient)
            elif word == "DATA":
                if self._say(link, "data", recipient).startswith("354"):
                    self._take(link, lines, recipient)
            elif word == "QUIT":
                link.sendall(b"221 bye\r\n")
                return
            else:
                link.sendall(b"250 ok\r\n")

    def _take(self, link: socket.socket, lines: Any, recipient: str) -> None:
        mode = self.for_recipient.get(recipient, {}).get("dot") or self.answers.get("dot", "")
        content = []
        for line in lines:
            if mode == "body-drop":
                raise HangUp
            if line == b".\r\n":
                break
            content.append(line[1:] if line.startswith(b".") else line)
        else:
            return  # the client went away before the final dot: nothing was taken
        if mode in ("", "dot-drop", "stall") or mode.startswith("2") or not mode[:1].isdigit():
            self.messages.append(b"".join(content))
        if mode == "dot-drop":
            raise HangUp
        self._say(link, "dot", recipient)


@contextmanager
def running() -> Iterator[Sink]:
    sink = Sink()
    try:
        yield sink
    finally:
        sink.close()
