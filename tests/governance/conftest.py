"""What the tests of governance share."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _second_factor_is_tested_elsewhere(settings: Any) -> None:
    settings.MFA_REQUIRED_FOR_STAFF = False
