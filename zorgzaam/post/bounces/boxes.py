"""The box reports come into: an IMAP folder over TLS, or a Maildir of a relay on the same machine.

Both give the messages that are there, and take each away when it was dealt with: into the folder "Gelezen", or "Opzij"
for what was none of ours. Nothing is thrown away, and nothing is ever answered.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import unquote, urlsplit

from zorgzaam.post.bounces.reports import LONGEST

DONE, ASIDE = "Gelezen", "Opzij"
# Seconds a server gets to answer.
PATIENCE = 30


class BoxProblem(Exception):
    """The box cannot be read now; the words are for staff and hold no password."""


class Box(Protocol):
    """A place with messages; a context manager that hangs up."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def messages(self) -> Iterator[tuple[str, bytes]]:
        """Key and bytes of each message; of a very long one the beginning."""
        ...

    def file(self, key: str, folder: str) -> None:
        """Take this message out of the way."""
        ...


def open_box(address: str) -> Box:
    """The box of the setting BOUNCE_MAILBOX. BoxProblem when it is no address of a box, or does not answer."""
    found = urlsplit(address)
    if found.scheme == "maildir" and found.path:
        return Maildir(Path(unquote(found.path)))
    if found.scheme == "imaps" and found.hostname:
        folder = unquote(found.path.strip("/")) or "INBOX"
        name, password = unquote(found.username or ""), unquote(found.password or "")
        return Imap(found.hostname, found.port or 993, name, password, folder)
    raise BoxProblem("BOUNCE_MAILBOX moet beginnen met imaps:// of maildir://")


class Maildir:
    """Messages in `new` and `cur`; the folders beside them are made when needed (Maildir++)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        if not (self.path / "new").is_dir():
            raise BoxProblem("de map met berichten over bezorging is er niet")
        return self

    def __exit__(self, *args: object) -> None:
        return None

    def messages(self) -> Iterator[tuple[str, bytes]]:
        found = sorted(path for part in ("new", "cur") for path in (self.path / part).glob("*"))
        for path in filter(Path.is_file, found):
            # Somebody else may have taken it since.
            with suppress(FileNotFoundError):
                with path.open("rb") as message:
                    raw = message.read(LONGEST + 1)
                yield str(path.relative_to(self.path)), raw

    def file(self, key: str, folder: str) -> None:
        target = self.path / f".{folder}"
        for part in ("tmp", "new", "cur"):
            (target / part).mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            (self.path / key).rename(target / "cur" / Path(key).name)


class Imap:
    """A folder on a server, over TLS with a certificate that is looked at."""

    def __init__(self, host: str, port: int, name: str, password: str, folder: str) -> None:
        self.at, self.login, self.folder = (host, port), (name, password), folder
        self._link: imaplib.IMAP4_SSL | None = None
        self._made: set[str] = set()

    def __enter__(self) -> Self:
        try:
            self._link = imaplib.IMAP4_SSL(
                *self.at, ssl_context=ssl.create_default_context(), timeout=PATIENCE
            )
            self._link.login(*self.login)
            self._sure(self._link.select(_quoted(self.folder)))
        except (OSError, imaplib.IMAP4.error) as broken:
            self.__exit__()
            raise BoxProblem(_why(broken)) from broken
        return self

    def __exit__(self, *args: object) -> None:
        link, self._link = self._link, None
        if link is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                link.logout()

    def messages(self) -> Iterator[tuple[str, bytes]]:
        found = self._ask("SEARCH", "UNDELETED")
        keys = b" ".join(each for each in found if isinstance(each, bytes)).split()
        for key in keys:
            given = self._ask("FETCH", key.decode(), f"(BODY.PEEK[]<0.{LONGEST + 1}>)")
            # A message that somebody took away since has no second part.
            raw = next((each[1] for each in given if isinstance(each, tuple)), None)
            if raw is not None:
                yield key.decode(), raw

    def file(self, key: str, folder: str) -> None:
        if folder not in self._made:
            self._make(folder)
        if "MOVE" in self._open.capabilities:
            self._ask("MOVE", key, _quoted(folder))
            return
        self._ask("COPY", key, _quoted(folder))
        self._ask("STORE", key, "+FLAGS.SILENT", r"(\Deleted)")
        # EXPUNGE alone throws away what others marked too. Without UIDPLUS (RFC 4315) it stays marked, which is enough:
        # it is not read again.
        if "UIDPLUS" in self._open.capabilities:
            self._ask("EXPUNGE", key)

    def _make(self, folder: str) -> None:
        try:
            with suppress(imaplib.IMAP4.error):  # it is there already
                self._open.create(_quoted(folder))
        except OSError as broken:
            raise BoxProblem(_why(broken)) from broken
        self._made.add(folder)

    @property
    def _open(self) -> imaplib.IMAP4_SSL:
        if self._link is None:
            raise BoxProblem("de verbinding met het postvak is weg")
        return self._link

    def _ask(self, command: str, *words: str) -> "list[Any]":
        try:
            return self._sure(self._open.uid(command, *words))
        except (OSError, imaplib.IMAP4.error) as broken:
            raise BoxProblem(_why(broken)) from broken

    @staticmethod
    def _sure(answer: "tuple[str, list[Any]]") -> "list[Any]":
        if answer[0] != "OK":
            raise BoxProblem("het postvak weigert")
        return answer[1]


def _quoted(folder: str) -> str:
    if re.search(r'["\\\x00-\x1f\x7f-\uffff]', folder):
        raise BoxProblem("een map in het postvak heeft een gewone naam nodig")
    return f'"{folder}"'


def _why(broken: Exception) -> str:
    if isinstance(broken, imaplib.IMAP4.error) and not isinstance(broken, imaplib.IMAP4.abort):
        return "het postvak weigert de naam, het wachtwoord of de map"
    return "het postvak is niet bereikbaar"
