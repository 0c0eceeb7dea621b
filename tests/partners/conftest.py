"""What the tests of partners share."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """The second factor has its own tests; here staff go straight to their work."""
    settings.MFA_REQUIRED_FOR_STAFF = False
