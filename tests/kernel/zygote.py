"""Processes that die on purpose: one warm process forks a child per task, so that forty kills take seconds.

Read from stdin, a JSON list of tasks per line; each task is {"do": ..., "killpoint": ..., "kill_after":
seconds}. All tasks of a line run side by side. Written to stdout: the list of their exit codes; -9 is a
SIGKILL.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


class Zygote:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, *tasks: dict[str, Any]) -> list[int]:
        """Exit codes of the tasks, which ran side by side."""
        self._process.stdin.write(json.dumps(tasks) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        return json.loads(answer)


@contextmanager
def running(**environment: str) -> Iterator[Zygote]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.zygote"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Zygote(process)
    finally:
        process.stdin.close()
        process.wait(timeout=120)


def _job(task: dict[str, Any]) -> None:
    from tests.kernel import zygote_jobs
    from zorgzaam.audit.actors import SystemActor
    from zorgzaam.audit.history import acting

    with acting(SystemActor.WORKER, job="test"):
        getattr(zygote_jobs, task["do"])(**task.get("with", {}))


def _fork(task: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        if "kill_after" in task:
            threading.Timer(task["kill_after"], _kill, [pid]).start()
        return pid
    try:
        os.environ.pop("ZORGZAAM_KILLPOINT", None)
        if task.get("killpoint"):
            os.environ["ZORGZAAM_KILLPOINT"] = task["killpoint"]
        _job(task)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgzaam.settings")
    import django

    django.setup()
    import tests.kernel.zygote_jobs  # noqa: F401 - warm before the first fork

    for line in sys.stdin:
        pids = [_fork(task) for task in json.loads(line)]
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        print(json.dumps(codes), flush=True)


if __name__ == "__main__":
    main()
