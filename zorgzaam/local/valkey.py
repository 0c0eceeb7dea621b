"""Our own Valkey: broker and cache on a loopback port, at one URL that Celery and Django both take."""

import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import redis

from zorgzaam.local import processes
from zorgzaam.local.account import Account, identity, own, own_directory
from zorgzaam.local.binaries import find_valkey
from zorgzaam.local.errors import LocalError
from zorgzaam.local.passwords import Passwords, write_private
from zorgzaam.local.ports import free_port

STOPPING = ((signal.SIGTERM, 10.0),)


@dataclass
class Valkey:
    """A Valkey server with its data below `base`; it evicts nothing and writes every change to a file."""

    base: Path
    account: Account | None
    passwords: Passwords
    durable: bool = True
    name: str = "Valkey"
    port: int = field(default=0, init=False)
    child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.base / "valkey"

    @property
    def log(self) -> Path:
        """What the server says goes here."""
        return self.base / "valkey.log"

    def url(self) -> str:
        """The address, understood by Celery, redis-py and Django alike."""
        return f"redis://:{self.passwords.valkey}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start and wait until it answers; a restart keeps the port, so that clients find it again."""
        own_directory(self.data, self.account)
        program = find_valkey(self.account, self.base / "programs")
        # What still works in our data directory is left over: who starts holds the lock.
        processes.end_all_in(self.data.resolve())
        for _ in range(5):
            self.port = self.port or free_port()
            self._configure()
            with processes.open_log(self.log) as log:
                self.child = processes.start(
                    [program, str(self._config)], log, signal.SIGTERM, **identity(self.account)
                )
            if self._answers():
                return
            self.stop()
            self.port = 0  # perhaps somebody took it between our asking and the start
        raise LocalError(f"Valkey start niet (zie {self.log}).")

    def stop(self) -> None:
        """Stop the server."""
        if self.child is not None:
            processes.stop(self.child, STOPPING)
            self.child = None

    @property
    def _config(self) -> Path:
        return self.base / "valkey.conf"

    def _configure(self) -> None:
        """Write a private configuration file: a password on the command line is for everybody to see."""
        lines = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "requirepass": self.passwords.valkey,
            "dir": f'"{self.data}"',
            "daemonize": "no",
            "save": '""',
            "appendonly": "yes",
            "appendfsync": "everysec" if self.durable else "no",
            "maxmemory-policy": "noeviction",
            "tcp-backlog": "128",
        }
        write_private(self._config, "".join(f"{key} {value}\n" for key, value in lines.items()))
        own(self._config, self.account)

    def _answers(self, patience: float = 30.0) -> bool:
        """Wait until the server answers (it may be reading its file); False when it ended instead."""
        deadline = time.monotonic() + patience
        with redis.Redis.from_url(self.url(), socket_timeout=5) as client:
            while self.child is not None and self.child.poll() is None and time.monotonic() < deadline:
                try:
                    client.ping()
                except redis.RedisError:
                    time.sleep(0.02)
                else:
                    return True
        return False
