"""What the database refuses is told in Dutch beside the field, also when somebody else was first."""

import datetime
import itertools
from typing import Any, ClassVar

import pytest
from django import forms
from django.db import IntegrityError, connection, transaction

from governance.bodies.models import Body
from partners.organisations.models import Organisation, Representation
from tests import world as cast
from tests.world import World
from zorgzaam.constraints import ConstraintFormMixin, said_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]

DAY = datetime.date(2025, 1, 1)
OVERLAP = "Deze persoon spreekt in die tijd al voor deze organisatie."


class SpeakerForm(ConstraintFormMixin, forms.ModelForm):
    constraint_fields: ClassVar[dict[str, str]] = {"one_representation_at_a_time": "person"}
    given: ClassVar[tuple[str, ...]] = ("organisation",)

    class Meta:
        model = Representation
        fields = ["person", "starts_on", "ends_on"]


class Careless(SpeakerForm):
    given: ClassVar[tuple[str, ...]] = ()


def typed(world: World, form: type[SpeakerForm] = SpeakerForm) -> Any:
    made = Representation(organisation=world.partner_org)
    return form({"person": world.member.person_id, "starts_on": "2025-01-01"}, instance=made)


def somebody_was_first(world: World) -> None:
    Representation.objects.create(
        organisation=world.partner_org, person=world.member.person, starts_on=DAY, starts_precision="day"
    )


def test_a_constraint_looks_at_what_the_view_filled_in_too(world: World) -> None:
    somebody_was_first(world)
    form = typed(world)
    assert not form.is_valid()
    assert form.errors == {"person": [OVERLAP]}


def test_control_without_given_the_form_sees_nothing(world: World) -> None:
    somebody_was_first(world)
    assert typed(world, Careless).is_valid()


def test_who_was_second_is_told_beside_the_field(world: World) -> None:
    form = typed(world)
    assert form.is_valid()
    somebody_was_first(world)
    assert not form.save_or_refuse()
    assert form.errors == {"person": [OVERLAP]}


def test_a_name_taken_meanwhile_is_told(world: World) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Organisation.objects.create(name=world.partner_org.name, kind="overig")
    assert said_by(refused.value).message == "Dit staat er al. Iemand anders was je net voor."


# ---------------------------------------------------------------- part of itself
def organisations() -> list[Organisation]:
    return [Organisation.objects.create(name=f"Keten {number}", kind="overig") for number in range(3)]


@pytest.mark.parametrize("up", ["part_of", "predecessor"])
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_nothing_is_part_of_itself_by_any_way_up(world: World, up: str, steps: int) -> None:
    row = organisations()[:steps]
    for below, above in itertools.pairwise(row):
        Organisation.objects.filter(pk=below.pk).update(**{up: above})
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Organisation.objects.filter(pk=row[-1].pk).update(**{up: row[0]})
    assert "zichzelf" in said_by(refused.value).message


def test_a_body_is_not_part_of_its_own_part(world: World) -> None:
    whole, part = cast.body("Geheel"), cast.body("Deel")
    Body.objects.filter(pk=part.pk).update(part_of=whole)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Body.objects.filter(pk=whole.pk).update(part_of=part)
    said = said_by(refused.value)
    assert said.name == "body_no_circle"
    assert said.message == "Een orgaan kan geen onderdeel van zichzelf zijn, ook niet via een ander."


@pytest.mark.django_db(transaction=True)
def test_control_without_the_trigger_a_circle_is_made(world: World, owner_sql: Any) -> None:
    one, other = organisations()[:2]
    Organisation.objects.filter(pk=one.pk).update(part_of=other)
    owner_sql("ALTER TABLE partners_organisation DISABLE TRIGGER USER")
    Organisation.objects.filter(pk=other.pk).update(part_of=one)
    assert Organisation.objects.get(pk=other.pk).part_of == one


# ---------------------------------------------------------------- web addresses
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " https://goed.example", "data:text/html,x", "ftp://x.example", "//x.example"],
)
def test_a_website_is_a_web_address_by_every_path(world: World, address: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE partners_organisation SET website = %s", [address])
    assert said_by(refused.value).message.startswith("Dit is geen webadres.")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("www.organisatie.example", "https://www.organisatie.example"),
        ("http://oud.example/pagina", "http://oud.example/pagina"),
        ("", ""),
        ("javascript:alert(1)", None),
        ("ftp://x.example", None),
    ],
)
def test_the_form_takes_a_web_address_as_people_type_it(world: World, address: str, kept: str | None) -> None:
    form = forms.modelform_factory(Organisation, fields=["website"])({"website": address})
    assert form.is_valid() is (kept is not None)
    assert form.cleaned_data.get("website") == kept
