"""A Redis that takes the connection and says nothing hangs no page and no wake-up."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ENOUGH = 120  # seconds; far more than the patience in the settings, far less than for ever

ASK = """
import django
django.setup()
from django.conf import settings
{before}
from django.core.cache import cache
from zorgzaam.health import healthz
from zorgzaam.post.office import wake_up
try:
    cache.get("iets")
except Exception:
    print("cache: geen antwoord")
wake_up()
print("wekker: door")
"""

# The library has a patience of its own by now; what we lean on is what the settings say.
WITHOUT_PATIENCE = """
settings.CACHES["default"]["OPTIONS"] = {"socket_timeout": None, "socket_connect_timeout": None}
"""


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        yield listening.getsockname()[1]


def ask(port: int, *, before: str = "", patience: float = ENOUGH) -> str:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "zorgzaam.settings",
        "REDIS_URL": f"redis://:geheim@127.0.0.1:{port}/0",
    }
    command = [sys.executable, "-c", ASK.format(before=before)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, timeout=patience, capture_output=True, text=True, check=False
    )
    return done.stdout + (done.stderr if done.returncode else "")


def test_a_silent_redis_hangs_neither_cache_nor_wake_up(silent: int) -> None:
    assert ask(silent) == "cache: geen antwoord\nwekker: door\n"


@pytest.mark.long
def test_control_without_patience_it_hangs(silent: int) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        ask(silent, before=WITHOUT_PATIENCE, patience=30)
