"""What the person at the terminal sees while things start."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from zorgzaam.local.errors import StoppedError


def say(text: str, end: str = "\n") -> None:
    """Print at once; a terminal that went away stops nothing."""
    with suppress(OSError, ValueError):
        sys.stdout.write(text + end)
        sys.stdout.flush()


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say what is being done while it is done, and how long it took when it worked."""
    say(f"  {what} ...", end=" ")
    began = time.monotonic()
    try:
        yield
    except StoppedError:
        say("gestopt")
        raise
    except BaseException:
        say("mislukt")
        raise
    seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
    say(f"klaar ({seconds} s)")
