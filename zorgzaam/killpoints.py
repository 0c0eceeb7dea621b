"""Named places where a test may kill this process; in production they do nothing (promises.md, shared method
b)."""

import os
import signal


def killpoint(name: str) -> None:
    """Die here by SIGKILL when the environment asks for it: ZORGZAAM_KILLPOINT=name."""
    if os.environ.get("ZORGZAAM_KILLPOINT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
