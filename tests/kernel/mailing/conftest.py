import pytest

from tests.kernel import sink as sinks


@pytest.fixture(params=sinks.GREETINGS)
def sink(settings, request):
    with sinks.running() as running:
        running.answers["ehlo"] = sinks.GREETINGS[request.param]
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT = "127.0.0.1", running.port
        settings.MAIL_RELAY_TIMEOUT, settings.MAIL_RELAY_WITNESS = 2, ""
        settings.MAIL_CONNECTIONS = 1
        yield running
