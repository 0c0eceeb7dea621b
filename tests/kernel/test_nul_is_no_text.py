"""A NUL in what is sent never ends in an error of the database."""

import pytest
from django.test import Client, override_settings

PATHS = [
    "/beheer/autocomplete/?app_label=governance&model_name=seat&field_name=organisation&term=%00",
    "/beheer/zorgzaam/person/?q=%00",
    "/beheer/zorgzaam/user/?q=a%00b",
    "/beheer/zorgzaam/person/?named_publicly__exact=%00",
    "/beheer/zorgzaam/person/%00/change/",
    "/zoeken/?q=%00",
    "/zoeken/?q=a&soort=%00",
    "/werkbank/post/?toestand=%00",
    "/werkbank/post/?pagina=%00",
]

pytestmark = pytest.mark.django_db


def ask(world, path):
    client = Client(raise_request_exception=False)
    client.force_login(world.admin, backend="zorgzaam.accounts.backends.AccountBackend")
    return client.get(path).status_code


@pytest.mark.parametrize("path", PATHS)
def test_no_page_breaks_on_it(world, path):
    assert ask(world, path) < 500


def test_a_list_in_beheer_says_that_it_does_not_understand(world):
    assert ask(world, PATHS[0]) == 400


def test_control_without_the_middleware_it_is_an_error(world, settings):
    without = [name for name in settings.MIDDLEWARE if "refuse_nul" not in name]
    with override_settings(MIDDLEWARE=without):
        assert ask(world, PATHS[0]) == 500
