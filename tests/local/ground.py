"""Ground for the tests of the local servers: a place they can reach, and a look at what is left running."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
ADDRESSES = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "ADMIN_DATABASE_URL", "REDIS_URL")
SETTINGS = ("SECRET_KEY", "DEMO", "DEBUG", "PORT", "SITE_URL", "MAIL_RELAY_HOST", "MAIL_RELAY_PORT")
PLACES = (
    "FILES_DIR",
    "MAIL_CATCHER_DIR",
    "STATIC_ROOT",
    "STATIC_MANIFEST",
    "DJANGO_SETTINGS_MODULE",
    "PYTHONDONTWRITEBYTECODE",
)


@contextmanager
def open_directory() -> Iterator[Path]:
    """A temporary directory that the servers' account can enter too; pytest's own are closed to it."""
    directory = Path(tempfile.mkdtemp(prefix="zz-"))
    directory.chmod(0o755)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def bare_environment(**values: str) -> dict[str, str]:
    """Our environment without the addresses of the servers this test run itself uses."""
    kept = {name: value for name, value in os.environ.items() if name not in ADDRESSES + SETTINGS + PLACES}
    return kept | {"PYTHONPATH": str(HOUSE)} | values


def eventually(true: Callable[[], object], within: float = 120.0) -> bool:
    """Whether something becomes true within so many seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())


def processes_marked(mark: str) -> list[int]:
    """The living processes that were started with this text in their environment, ourselves excepted."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            marked = mark.encode() in (entry / "environ").read_bytes()
        except OSError:
            continue
        if marked and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def commands_marked(mark: str) -> list[str]:
    """What those processes are, to say what was left."""
    return [command(pid) for pid in processes_marked(mark)]


def command(pid: int) -> str:
    """The command line of a process; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
