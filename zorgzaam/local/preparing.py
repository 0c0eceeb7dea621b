"""What has to be done before the site can serve: schema, demo, static files."""

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zorgzaam.local.errors import LocalError, StoppedError
from zorgzaam.local.supervisor import Part, Supervisor
from zorgzaam.local.telling import progress

HOUSE = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Preparation:
    """Runs `manage.py` commands one after another, each with a line of progress."""

    supervisor: Supervisor
    environment: Mapping[str, str]
    var: Path

    def manage(self, what: str, *arguments: str) -> str:
        """Run one command and give its output; LocalError with its last words when it fails."""
        log = self.var / "log" / f"{'-'.join(word.strip('-') for word in arguments)}.log"
        log.unlink(missing_ok=True)
        part = Part(what, manage_command(*arguments), self.environment, HOUSE, log)
        with progress(what):
            worked = self.supervisor.run_once(part)
            if self.supervisor.asked_to_stop:
                raise StoppedError
            output = log.read_text(errors="replace")
            if not worked:
                raise LocalError(f"{what} is mislukt:\n{_tail(output)}\nAlles staat in {log}")
        return output

    def everything(self) -> None:
        """Bring the schema up to date, fill an empty demo, and collect the static files when they changed."""
        self.manage("Database bijwerken", "migrate", "--noinput")
        if self.environment.get("DEMO") == "1":
            self.manage("Voorbeeldgegevens nakijken", "demo", "--if-empty")
        self._collect_static()

    def demo_accounts(self) -> str:
        """The accounts of the demo as a text to show; asked again when the code of the demo changed."""
        kept = self.var / "demo_accounts.txt"
        newest = max(path.stat().st_mtime for path in (HOUSE / "zorgzaam" / "demo").rglob("*.py"))
        if not kept.exists() or kept.stat().st_mtime < newest:
            kept.write_text(self.manage("Accounts van de demo opzoeken", "demo", "--accounts"))
        return kept.read_text().strip()

    def _collect_static(self) -> None:
        stamp = self.var / "static.stamp"
        now = static_fingerprint(HOUSE)
        if stamp.exists() and stamp.read_text() == now and (self.var / "static").is_dir():
            return
        self.manage("Stijl en scripts klaarzetten", "collectstatic", "--noinput", "--clear")
        stamp.write_text(now)


def manage_command(*arguments: str) -> list[str]:
    """The command line of a `manage.py` command in this environment."""
    return [sys.executable, str(HOUSE / "manage.py"), *arguments]


def static_fingerprint(house: Path) -> str:
    """A hash that changes when a static file, a dependency or the settings change."""
    seen = hashlib.sha256()
    for path in sorted(_static_sources(house)):
        found = path.stat()
        seen.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _static_sources(house: Path) -> list[Path]:
    sources = [house / "uv.lock", house / "zorgzaam" / "settings.py"]
    for pattern in ("static", "*/static", "*/*/static"):
        for directory in house.glob(pattern):
            if directory.relative_to(house).parts[0] != "var":
                sources += [path for path in directory.rglob("*") if path.is_file()]
    return sources


def _tail(text: str, lines: int = 12) -> str:
    return os.linesep.join(text.rstrip().splitlines()[-lines:])
