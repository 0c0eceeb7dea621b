"""Nobody gives themselves a mandate or a representation: not by form, beheer, ORM or SQL."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from governance.bodies.models import Mandate, Role
from partners.organisations.models import Representation
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2024, 3, 1)


def test_the_form_says_so_beside_the_field(world, as_):
    answer = as_(world.bureau_only).post(
        reverse("mandate_add", args=[world.coalition.pk]),
        {
            "person": world.bureau_only.person_id,
            "role": Role.CHAIR,
            "starts_on": "2024-03-01",
            "reason": "omdat ik het wil",
        },
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["person"] == [
        "Je kunt jezelf geen mandaat geven. Vraag het een collega."
    ]
    assert not world.bureau_only.person.mandates.filter(body=world.coalition).exists()


@pytest.mark.parametrize(
    ("url", "field"),
    [("admin:governance_mandate_add", "body"), ("admin:partners_representation_add", "organisation")],
)
def test_beheer_says_so_beside_the_field(world, as_, url, field):
    subject = world.coalition if field == "body" else world.partner_org
    data = {
        field: subject.pk,
        "person": world.admin.person_id,
        "role": Role.MEMBER,
        "starts_on": "2024-03-01",
        "starts_precision": "day",
        "ends_precision": "day",
    }
    answer = as_(world.admin).post(reverse(url), data)
    assert answer.status_code == 200
    assert "Je kunt jezelf dit niet geven" in answer.context["errors"].as_text() or "jezelf" in str(
        answer.context["adminform"].form.errors
    )
    data["person"] = world.partner.person_id if field == "body" else world.member.person_id
    assert as_(world.admin).post(reverse(url), data).status_code == 302


def test_the_database_refuses_every_other_path(world):
    mine = {"person": world.admin.person, "starts_on": TODAY}
    with acting(world.admin):
        for make in (
            lambda: Mandate.objects.create(body=world.coalition, **mine),
            lambda: Mandate.objects.bulk_create([Mandate(body=world.coalition, **mine)]),
            lambda: Representation.objects.create(organisation=world.partner_org, **mine),
            lambda: Mandate.objects.filter(person=world.member.person).update(person=world.admin.person),
        ):
            with pytest.raises(IntegrityError, match="nobody grants themselves"), transaction.atomic():
                make()


@pytest.mark.parametrize(
    "change", [{"role": Role.CHAIR}, {"ends_on": None}, {"seat": None}, {"body": "other"}]
)
def test_nobody_stretches_or_lifts_their_own_mandate(world, change):
    values = {name: getattr(world, value) if name == "body" else value for name, value in change.items()}
    mine = Mandate.objects.filter(person=world.member.person)
    with (
        acting(world.member),
        pytest.raises(IntegrityError, match="nobody grants themselves"),
        transaction.atomic(),
    ):
        mine.update(**values)


def test_raw_sql_is_refused_too(world):
    with (
        acting(world.member),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE governance_mandate SET role = 'voorzitter' WHERE person_id = %s", [world.member.person_id]
        )


def test_somebody_else_may(world):
    """The control: the same write by another actor passes."""
    with acting(world.bureau):
        assert Mandate.objects.filter(person=world.member.person).update(role=Role.CHAIR) == 1


def test_ending_ones_own_mandate_is_left_to_a_colleague(world, as_):
    mandate = world.bureau_only.person.mandates.get()
    data = {"on": "2026-01-01", "reason": "ik stop", "version": "1"}
    answer = as_(world.bureau_only).post(reverse("mandate_end", args=[mandate.pk]), data)
    assert answer.status_code == 422
    assert "Vraag het een collega" in answer.content.decode()
