"""When our own disk says no: told once to the operator, and at the field to whoever sent the file (promise I6)."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What a disk, a quota, a mount or a limit of this machine says. A hostile file gives other errors, without a number.
OURS = FULL | {
    errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.ENOENT, errno.EMFILE,
    errno.ENFILE, errno.ENOMEM, errno.ESTALE, errno.ENODEV, errno.EBUSY, errno.ETIMEDOUT,
}  # fmt: skip
NO_ROOM = (
    "Er is nu geen plaats om dit bestand te bewaren. Probeer het over een paar minuten opnieuw; wat al is ingevuld"
    " staat er nog."
)
NOT_NOW = (
    "Dit bestand kon nu niet worden bewaard. Probeer het over een paar minuten opnieuw; wat al is ingevuld staat er"
    " nog."
)
log = logging.getLogger(__name__)


def is_ours(wrong: BaseException) -> bool:
    """Whether this error is about our storage, not about what stands in a file."""
    return isinstance(wrong, OSError) and wrong.errno in OURS


@contextmanager
def told_at_the_field() -> Iterator[None]:
    """An OSError becomes a ValidationError in Dutch, and one line for the operator."""
    try:
        yield
    except OSError as wrong:
        log.exception("een bestand kan niet worden bewaard (%s)", errno.errorcode.get(wrong.errno or 0, "?"))
        raise ValidationError(NO_ROOM if wrong.errno in FULL else NOT_NOW) from wrong
