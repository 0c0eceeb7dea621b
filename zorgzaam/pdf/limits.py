"""How much one document may take (promise I7: 60 seconds, 1 GiB)."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of one child process.

    `seconds`: processor time, and wall-clock time as well. `memory`: address space in bytes; loading
    WeasyPrint takes about 160 MiB of it. `output`: size in bytes of the PDF and of any file the child writes.
    `files`: open file descriptors.

    `aside`: processor time in seconds after which it lets others go first, so that what takes long does not slow
    what is short; a document of a few pages never gets there.

    There is no limit on processes: RLIMIT_NPROC counts everything the system user runs, and Pango needs its
    threads. The child refuses to start programs by an audit hook instead.
    """

    seconds: int = 60
    memory: int = 1024 * MIB
    output: int = 64 * MIB
    files: int = 128
    aside: int = 10


DEFAULT = Limits()
