"""An IMAP server over TLS for tests: one box, as far as a reader of reports needs it (RFC 9051)."""

import re
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NAME, PASSWORD = "terug@zorgzaam.example", "ge/he:im"
_WORDS = re.compile(rb'"((?:[^"\\]|\\.)*)"|(\S+)')


class Server:
    """`folders` maps a name to its messages by number; `marked` are those to be thrown away; `trouble` says what goes
    wrong, and when."""

    def __init__(self, context: ssl.SSLContext, *, moves: bool) -> None:
        self.folders: dict[str, dict[int, bytes]] = {"INBOX": {}}
        self.marked: set[int] = set()
        self.moves, self.trouble = moves, ""
        self.words = b"IMAP4rev1 UIDPLUS"
        self.commands: list[str] = []
        self._context, self._next = context, 1
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def put(self, raw: bytes) -> None:
        self.folders["INBOX"][self._next] = raw
        self._next += 1

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[link], daemon=True).start()

    def _serve(self, bare: socket.socket) -> None:
        with suppress(OSError), self._context.wrap_socket(bare, server_side=True) as link:
            lines = link.makefile("rb")
            link.sendall(b"* OK dag\r\n")
            for line in lines:
                tag, words = self._read(line)
                self.commands.append(" ".join(words))
                if self.trouble and self.trouble in " ".join(words):
                    return
                said, done = self._answer(words)
                link.sendall(b"".join(said) + f"{tag} {done} zo\r\n".encode())
                if words[0] == "LOGOUT":
                    return

    @staticmethod
    def _read(line: bytes) -> tuple[str, list[str]]:
        found = [(quoted or bare).decode() for quoted, bare in _WORDS.findall(line)]
        words = found[1:]
        return found[0], [words[0].upper(), *words[1:]]

    def _answer(self, words: list[str]) -> tuple[list[bytes], str]:  # noqa: PLR0911, PLR0912 - a line per command
        match words:
            case ["CAPABILITY"]:
                return [b"* CAPABILITY " + self.words + b" MOVE" * self.moves + b"\r\n"], "OK"
            case ["LOGIN", name, password]:
                return [], "OK" if (name, password) == (NAME, PASSWORD) else "NO nee"
            case ["SELECT", folder]:
                return [b"* 0 EXISTS\r\n"], "OK" if folder in self.folders else "NO die is er niet"
            case ["CREATE", folder]:
                if folder in self.folders:
                    return [], "NO die is er al"
                self.folders[folder] = {}
                return [], "OK"
            case ["UID", "SEARCH", *_]:
                found = " ".join(str(key) for key in self.folders["INBOX"] if key not in self.marked)
                return [f"* SEARCH {found}\r\n".encode()], "OK"
            case ["UID", "FETCH", key, *_]:
                return self._fetch(int(key)), "OK"
            case ["UID", "MOVE" | "COPY" as how, key, folder]:
                self.folders[folder][int(key)] = self.folders["INBOX"][int(key)]
                if how == "MOVE":
                    del self.folders["INBOX"][int(key)]
                return [], "OK"
            case ["UID", "STORE", key, *_]:
                self.marked.add(int(key))
                return [], "OK"
            case ["EXPUNGE"] | ["UID", "EXPUNGE", _]:
                for marked in {int(words[-1])} & self.marked if words[0] == "UID" else self.marked:
                    self.folders["INBOX"].pop(marked, None)
                return [], "OK"
            case _:
                return [], "OK"

    def _fetch(self, key: int) -> list[bytes]:
        raw = self.folders["INBOX"].get(key)
        if raw is None:
            return []
        return [f"* 1 FETCH (UID {key} BODY[]<0> {{{len(raw)}}}\r\n".encode(), raw, b")\r\n"]


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    asked: list[Any] = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", "/CN=box", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", key, "-out", cert]  # fmt: skip
    subprocess.run(asked, check=True, capture_output=True)
    return cert, key


@contextmanager
def running(folder: Path, *, moves: bool = True) -> Iterator[Server]:
    """A server with a certificate in `folder`/cert.pem."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(folder))
    server = Server(context, moves=moves)
    try:
        yield server
    finally:
        server.close()
