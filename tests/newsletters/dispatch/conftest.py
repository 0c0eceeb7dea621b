"""The relay and the processes that die on purpose, as the kernel's own tests have them; and a relay that takes all."""

from typing import Any

import pytest

from tests.kernel import sink as sinks
from tests.kernel.conftest import catcher, zygote

__all__ = ["catcher", "zygote"]


@pytest.fixture
def sink(settings: Any) -> Any:
    with sinks.running() as running:
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT = "127.0.0.1", running.port
        settings.MAIL_RELAY_TIMEOUT, settings.MAIL_RELAY_WITNESS = 2, ""
        settings.MAIL_CONNECTIONS = 1
        yield running
