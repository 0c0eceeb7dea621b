"""What the tests of the demo share."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command


@pytest.fixture
def _in_the_demo(settings: Any) -> None:
    settings.DEMO = True
    settings.MFA_REQUIRED_FOR_STAFF = False


def demo(*options: str) -> str:
    """Run the command; what it printed."""
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def counted() -> Callable[[], dict[str, int]]:
    """How many rows each of our tables holds, history included."""

    def count() -> dict[str, int]:
        ours = ("zorgzaam", "themes", "partners", "regioplan", "governance", "newsletters")
        models: list[Any] = [model for label in ours for model in apps.get_app_config(label).get_models()]
        return {model._meta.label: model._default_manager.count() for model in models}

    return count
