"""Where the servers keep their files: below `var`, or elsewhere when their account cannot come there."""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from zorgzaam.local.account import Account, can_enter, own_directory
from zorgzaam.local.errors import LocalError

ELSEWHERE = Path("/var/tmp")  # noqa: S108 - survives a reboot; the directory below it is checked to be ours
SHORT = Path("/tmp")  # noqa: S108 - idem, for sockets only
# A socket address holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock" while it starts.
LONGEST_SOCKET_DIRECTORY = 80


def base_directory(var: Path, account: Account | None, say: Callable[[str], None]) -> Path:
    """Where programs and data go: `var/local`, or a short directory elsewhere that is named through `say`."""
    base = var / "local"
    base.mkdir(parents=True, exist_ok=True)
    base.chmod(0o755)
    if can_enter(base, account):
        return base
    base = _ours(ELSEWHERE / _name(var))
    base.chmod(0o755)
    say(f"De gebruiker '{account.name if account else '-'}' kan niet bij {var}; de gegevens staan in {base}.")
    return base


def socket_directory(base: Path, account: Account | None) -> Path:
    """A directory only the servers' account can enter, with a path short enough for a socket."""
    directory = base / "socket"
    if len(os.fsencode(directory)) > LONGEST_SOCKET_DIRECTORY:
        outer = _ours(SHORT / _name(base))
        outer.chmod(0o755)
        directory = outer / "socket"
    own_directory(directory, account)
    return directory


def forget_elsewhere(var: Path, base: Path, sockets: Path) -> None:
    """Remove what stands outside `var`, for servers whose data need not last."""
    for directory in (base, sockets.parent):
        if not directory.is_relative_to(var):
            shutil.rmtree(directory, ignore_errors=True)


def _name(path: Path) -> str:
    return "zorgzaam-" + hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def _ours(directory: Path) -> Path:
    """Make the directory in a place where everybody may write; refuse one that somebody else put there."""
    directory.mkdir(mode=0o700, exist_ok=True)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise LocalError(f"{directory} is van iemand anders. Haal die map weg en begin opnieuw.")
    return directory
