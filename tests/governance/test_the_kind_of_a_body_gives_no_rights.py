"""Nobody gives themselves rights by choosing what kind of body they sit in."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from governance.bodies.models import Body, BodyKind
from tests import world as cast
from tests.beheer.making import opened
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def typed(client, body, kind):
    url = reverse("admin:governance_body_change", args=[body.pk])
    return url, {**opened(client, url), "kind": kind}


@pytest.mark.parametrize("kind", [BodyKind.OFFICE, BodyKind.PROVINCIAL_COUNCIL, BodyKind.WORKING_GROUP])
def test_an_administrator_who_sits_there_is_told_beside_the_field(world, as_, kind):
    cast.mandate(world.admin, world.other)
    client = as_(world.admin)
    url, data = typed(client, world.other, kind)
    answer = client.post(url, data)
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["kind"]
    assert not cast.fresh(world.admin).standing.is_bureau


def test_a_body_with_mandates_becomes_no_netwerkbureau(world, as_):
    client = as_(world.admin)
    url, data = typed(client, world.coalition, BodyKind.OFFICE)
    assert "Zolang hier mandaten lopen" in client.post(url, data).content.decode()
    assert Body.objects.get(pk=world.coalition.pk).kind == BodyKind.COALITION


def test_the_netwerkbureau_stays_it_while_people_work_there(world, as_):
    client = as_(world.admin)
    url, data = typed(client, world.office, BodyKind.WORKING_GROUP)
    assert "Zolang hier mandaten lopen" in client.post(url, data).content.decode()


@pytest.mark.parametrize("kind", [BodyKind.OFFICE, BodyKind.MUNICIPAL_COUNCIL])
def test_raw_sql_is_refused_too(world, kind):
    cast.mandate(world.admin, world.other)
    with (
        acting(world.admin),
        pytest.raises(IntegrityError, match=r"rights|themselves"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE governance_body SET kind = %s WHERE id = %s", [kind, world.other.pk])


def test_what_the_form_lets_pass_the_database_tells_beside_it(world, as_, monkeypatch):
    cast.mandate(world.admin, world.other)
    monkeypatch.setattr(Body, "why_not_of_kind", lambda *args: "")
    client = as_(world.admin)
    url, data = typed(client, world.other, BodyKind.WORKING_GROUP)
    answer = client.post(url, data)
    assert answer.status_code == 409
    assert "Laat een collega de soort wijzigen" in answer.content.decode()


def test_others_may_and_an_empty_body_may_become_anything(world):
    """The control: without a mandate of one's own, or any at all, the same writes pass."""
    empty = cast.body("Nieuw bureau", BodyKind.WORKING_GROUP)
    with acting(world.admin):
        assert Body.objects.filter(pk=empty.pk).update(kind=BodyKind.OFFICE) == 1
        assert Body.objects.filter(pk=world.coalition.pk).update(kind=BodyKind.PLATFORM) == 1


def test_what_is_guarded_is_a_grant(world):
    """The control: a mandate in a body of this kind makes bureau, and without a mandate the kind can be changed."""
    empty = cast.body("Straks bureau", BodyKind.WORKING_GROUP)
    with acting(world.admin):
        Body.objects.filter(pk=empty.pk).update(kind=BodyKind.OFFICE)
    cast.mandate(world.admin, empty)
    assert cast.fresh(world.admin).standing.is_bureau
