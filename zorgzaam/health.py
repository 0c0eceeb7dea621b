"""Is everything up? `/healthz` asks database, broker, worker, storage and virus scanner and names what is down."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from redis import RedisError

from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.watching import late

HEARTBEAT = "worker-heartbeat"
# Beat asks for a heartbeat every 20 seconds; three missed ones are a worker (or a beat) that is down.
HEARTBEAT_LASTS = 70


@shared_task
def heartbeat() -> None:
    """Written by a worker when it starts, and then because beat asked: proves that both are alive."""
    cache.set(HEARTBEAT, time.time(), timeout=HEARTBEAT_LASTS)


@worker_ready.connect
def _first_heartbeat(**kwargs: object) -> None:
    # Not only at beat's next turn, twenty seconds later. Without a cache the worker works all the same.
    with suppress(RedisError, OSError):
        heartbeat()


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    cache.get(HEARTBEAT)


def _worker() -> None:
    if cache.get(HEARTBEAT) is None:
        raise RuntimeError("no heartbeat")


def _storage() -> None:
    settings.FILES_DIR.mkdir(parents=True, exist_ok=True)
    probe = settings.FILES_DIR / ".healthz"
    probe.write_text(datetime.now(UTC).isoformat())


def _scanner() -> None:
    waiting = 0
    with suppress(DatabaseError):  # one part is down then, and says so
        waiting = late()
    if waiting:
        raise RuntimeError("files wait too long")


PARTS: dict[str, Callable[[], None]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "storage": _storage,
    "scanner": _scanner,
}


@transaction.non_atomic_requests  # a database that is down must be told, not raised
@entrance(Door.MACHINE, OPEN)
def healthz(request: HttpRequest) -> JsonResponse:
    """JSON {"status": "ok"|"down", "parts": {name: "ok"|"down"}}; 503 when any part is down. No reasons: it
    is public."""
    parts = {name: _ask(check) for name, check in PARTS.items()}
    down = [name for name, answer in parts.items() if answer != "ok"]
    status = {"status": "down" if down else "ok", "down": down, "parts": parts}
    return JsonResponse(status, status=503 if down else 200, headers={"Cache-Control": "no-store"})


def _ask(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:  # whatever goes wrong, the part is down; the log of that part tells why
        return "down"
    return "ok"
