"""What beheer shows of the newsletter and the yearly meeting: to look at, without the pages of the netwerkbureau."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.governance.agendas import publish
from tests.newsletters.issues import making
from tests.newsletters.network.meeting import prepared
from tests.world import World

pytestmark = pytest.mark.django_db


def a_meeting_on_the_site(world: World) -> Any:
    """An administrator reads what everybody reads."""
    made = prepared()
    publish(made.meeting)
    return made


MAKE = {"issue": making.an_issue, "networkmeeting": a_meeting_on_the_site}


@pytest.mark.parametrize("model", MAKE)
def test_an_administrator_reads_it_here_and_changes_nothing(world: World, as_: Any, model: str) -> None:
    row, client = MAKE[model](world), as_(world.admin)
    assert str(row) in client.get(reverse(f"admin:newsletters_{model}_changelist")).content.decode()
    url = reverse(f"admin:newsletters_{model}_change", args=[row.pk])
    page = client.get(url)
    assert page.status_code == 200
    assert str(row) in page.content.decode()
    assert client.post(url, {"title": "Anders", "about": "Anders"}).status_code == 403
    assert client.get(reverse(f"admin:newsletters_{model}_delete", args=[row.pk])).status_code == 403
    assert as_(world.bureau_only).get(url).status_code != 200


def test_a_list_costs_the_same_for_two_and_for_ten(world: World, as_: Any) -> None:
    client, found, url = as_(world.admin), [], reverse("admin:newsletters_issue_changelist")
    for many in (2, 8):
        for number in range(many):
            making.an_issue(world, f"Nummer {many}.{number}")
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        found.append(len(captured))
    assert found[0] == found[1]
