"""The demo is loaded in an empty house of its own, and only where it may be."""

import pytest
from django.core.management.base import CommandError

from tests import world as cast
from tests.demo.conftest import demo
from zorgzaam.accounts.models import User
from zorgzaam.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_the_demo")]


def test_if_empty_leaves_a_region_alone_and_another_region_is_refused(counted):
    cast.set_up(lambda: House.objects.create(network_name="Gezond Deltaland", code="deltaland"))()
    before = counted()
    assert "Niets geladen" in demo("--if-empty")
    with pytest.raises(CommandError, match="hoort in een lege"):
        demo()
    assert counted() == before


def test_outside_the_demo_it_is_refused(settings, counted):
    settings.DEMO = False
    for options in ((), ("--accounts",), ("--if-empty",)):
        with pytest.raises(CommandError, match="DEMO=1"):
            demo(*options)
    assert not User.objects.exists()
