"""The local mail catcher of `make run`: takes every mail on loopback and keeps it as a file; nothing leaves.

A file is written, synced and named after its Message-ID before the 250 goes out, so it can witness what
arrived. A second arrival of the same Message-ID gets a number: a duplicate is never hidden.
"""

import asyncio
import os
import signal
import tempfile
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import UnthreadedController

from zorgzaam.post.names import caught_name


class Keeper:
    """aiosmtpd handler that keeps each message in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """As the relay of a region does (RFC 2920): commands may come before the answer to the last."""
        session.host_name = hostname
        return [responses[0], "250-PIPELINING", *responses[1:]]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        try:
            await asyncio.get_running_loop().run_in_executor(None, self.keep, envelope.content)
        except OSError as full:
            return f"452 niet bewaard: {full.strerror}"
        return "250 OK bewaard"

    def keep(self, content: bytes) -> Path:
        """Write one message; gives its file."""
        message_id = str(BytesHeaderParser().parsebytes(content).get("Message-ID", ""))
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            target = self._link(part.name, caught_name(message_id.strip()))
        _sync_folder(self.folder)
        return target

    def _link(self, written: str, name: str) -> Path:
        """Give the file its name, or the next free one; a link is refused where a rename would overwrite."""
        target, number = self.folder / f"{name}.eml", 1
        while True:
            try:
                os.link(written, target)
            except FileExistsError:
                number += 1
                target = self.folder / f"{name}-{number}.eml"
            else:
                return target


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def serve(folder: Path, port: int, host: str = "127.0.0.1") -> None:
    """Listen, on loopback unless told otherwise, until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    controller = UnthreadedController(Keeper(folder), hostname=host, port=port, loop=loop)
    server = await controller._create_server()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    # In a container the other containers must reach it too.
    bind = os.environ.get("MAIL_CATCHER_BIND", "127.0.0.1")
    asyncio.run(serve(Path(os.environ["MAIL_CATCHER_DIR"]), int(os.environ["MAIL_RELAY_PORT"]), bind))
