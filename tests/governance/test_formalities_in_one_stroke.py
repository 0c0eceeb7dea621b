"""Hamerstukken: all of them at once, each by the one way there is to settle, or none."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.decisions.models import Decision, DecisionSeal, DecisionState, Method
from governance.live.formalities import formalities_of, settle_all
from tests.governance.tables import a_table
from tests.world import set_up
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def formal(*titles):
    table = a_table(*titles, treatment="hamerstuk")
    return table, [table.proposal(item) for item in table.items]


def test_one_press_settles_them_all(world, as_):
    table, rows = formal("Jaarplan", "Vergaderschema")
    url = reverse("live_formalities", args=[table.meeting.pk])
    client = as_(table.secretary)
    page = client.get(url).content.decode()
    assert "Jaarplan" in page
    assert "Vergaderschema" in page
    seen = [f"{row.pk}:{row.version}" for row in rows]
    for _ in range(2):
        assert client.post(url, {"gezien": seen}).status_code == 302
    settled = Decision.objects.filter(pk__in=[row.pk for row in rows])
    assert {row.state for row in settled} == {DecisionState.ADOPTED}
    assert {row.method for row in settled} == {Method.FORMALITY}
    assert DecisionSeal.objects.filter(decision__in=settled).count() == 2


def test_what_is_left_out_is_named_with_what_to_do(as_):
    table = a_table("Jaarplan", "Vergaderschema", "Begroting", treatment="hamerstuk")
    table.proposal(table.items[0])
    empty(table.proposal(table.items[1], title="Schema 2027"))
    page = as_(table.secretary).get(reverse("live_formalities", args=[table.meeting.pk]))
    found = page.context["found"]
    assert found.without_proposal == [table.items[2]]
    assert [row.title for row in found.without_points] == ["Schema 2027"]
    assert reverse("decision_for_item", args=[table.items[2].pk]) in page.content.decode()
    table.proposal(table.items[2])
    assert formalities_of(table.meeting, table.secretary).without_proposal == []


def test_one_that_is_refused_holds_back_all(world):
    table, (first, second) = formal("Jaarplan", "Vergaderschema")
    empty(second)
    seen = {row.pk: row.version for row in (first, second)}
    with pytest.raises(StaleVersion):
        settle_all(table.meeting, seen, by=table.secretary)
    first.refresh_from_db()
    assert first.is_proposal
    assert formalities_of(table.meeting, table.secretary).without_points == [second]


@set_up
def empty(row):
    row.points = []
    row.save()


def test_the_quorum_holds_here_too(world):
    from governance.attendance.models import MovementKind
    from governance.attendance.presence import note_movement

    table, rows = formal("Jaarplan")
    for row in table.rows[1:]:
        note_movement(row, table.item, MovementKind.LEFT, by=table.secretary)
    with pytest.raises(ValidationError, match=r"Jaarplan: .*quorum"):
        settle_all(table.meeting, {row.pk: row.version for row in rows}, by=table.secretary)


def test_what_is_discussed_is_no_formality(world):
    table = a_table("Bespreken", treatment="bespreekstuk")
    row = table.proposal()
    with pytest.raises(StaleVersion):
        settle_all(table.meeting, {row.pk: row.version}, by=table.secretary)
