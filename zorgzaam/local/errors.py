"""What can stand in the way of a local start, said in words a person can act on."""


class LocalError(Exception):
    """A start that cannot go on; the message is Dutch, one line, and says what to do."""


class AlreadyRunningError(LocalError):
    """Another process holds this var directory."""


class StoppedError(Exception):
    """Somebody asked us to stop in the middle of starting."""
