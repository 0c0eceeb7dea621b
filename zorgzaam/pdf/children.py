"""What every child process gets and leaves: no secrets, one machine like another, and nothing running after it."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

# Where a system keeps Pango outside the linker's usual places.
LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


def environment(room: Path) -> dict[str, str]:
    """No secret of the parent, and nothing in which two machines differ."""
    fixed = {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "0",
    }
    return fixed | places_in(room) | {name: os.environ[name] for name in LIBRARY_PATHS if name in os.environ}


def places_in(room: Path) -> dict[str, str]:
    """Where a child may write."""
    here = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), str(room))
    return {**here, "FONTCONFIG_FILE": str(room / "fonts.conf")}


def end_child(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child's process group if it still runs, also where the parent itself is being interrupted."""
    if child.poll() is None:
        with contextlib.suppress(PermissionError):  # macOS answers so for a process that just ended
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def tail(path: Path, size: int = 4000) -> str:
    """The last of what a child wrote; nothing when it wrote nothing."""
    return path.read_bytes()[-size:].decode("utf-8", "replace").strip() if path.exists() else ""
