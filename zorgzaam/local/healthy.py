"""Health check of a container: `python -m zorgzaam.local.healthy web|worker|beat`, exit code 0 is healthy."""

import http.client
import json
import os
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path

BEAT_WRITES_WITHIN = 300.0


def web() -> bool:
    """Whether the site answers here; a broker or worker that is down is no reason to take web down too."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=8)
    connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return "database" not in json.loads(answer.read())["down"]
    return answer.status == HTTPStatus.OK


def worker() -> bool:
    """Whether the worker of this container answers the broker."""
    me = f"celery@{os.uname().nodename}"
    command = [
        sys.executable,
        "-m",
        "celery",
        "--app",
        "zorgzaam.celery",
        "inspect",
        "ping",
        "-d",
        me,
        "-t",
        "8",
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def beat() -> bool:
    """Whether beat wrote down its schedule lately."""
    places = Path(os.environ.get("ZORGZAAM_VAR", "var")).glob("celerybeat-schedule*")
    return any(time.time() - path.stat().st_mtime < BEAT_WRITES_WITHIN for path in places)


if __name__ == "__main__":
    roles = {"web": web, "worker": worker, "beat": beat}
    try:
        sys.exit(0 if roles[sys.argv[1]]() else 1)
    except OSError as error:
        sys.exit(str(error))
