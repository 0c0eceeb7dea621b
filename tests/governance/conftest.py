"""What every test of governance needs."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """The second factor of staff has tests of its own."""
    settings.MFA_REQUIRED_FOR_STAFF = False
