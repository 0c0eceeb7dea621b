"""What the tests of the demo share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps


@pytest.fixture
def counted() -> Callable[[], dict[str, int]]:
    """How many rows each of our tables holds, history included."""

    def count() -> dict[str, int]:
        ours = ("zorgzaam", "themes", "partners", "governance")
        models: list[Any] = [model for label in ours for model in apps.get_app_config(label).get_models()]
        return {model._meta.label: model._default_manager.count() for model in models}

    return count
