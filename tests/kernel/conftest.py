"""Shared by the tests of the kernel: the local catcher as relay, and processes that die on purpose."""

import pytest
from aiosmtpd.controller import Controller

from tests.kernel import zygote as zygotes
from zorgzaam.post.catcher import Keeper


@pytest.fixture(scope="session")
def catcher(tmp_path_factory):
    """The local catcher in a thread; `folder` is emptied per test."""
    folder = tmp_path_factory.mktemp("gevangen")
    controller = _Catcher(Keeper(folder), hostname="127.0.0.1", port=0)
    controller.start()
    yield folder, controller.port
    controller.stop()


class _Catcher(Controller):
    def _trigger_server(self):
        """The port is only known once it listens; aiosmtpd would knock on port 0."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture(scope="session")
def zygote(catcher):
    folder, port = catcher
    with zygotes.running(
        MAIL_RELAY_PORT=str(port), MAIL_RELAY_WITNESS="catcher", MAIL_CATCHER_DIR=str(folder)
    ) as running:
        yield running
