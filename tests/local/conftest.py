from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.ground import ADDRESSES, open_directory


@pytest.fixture
def own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the servers of this test run, so that a test starts its own."""
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var(own_servers: None) -> Iterator[Path]:
    with open_directory() as directory:
        yield directory
