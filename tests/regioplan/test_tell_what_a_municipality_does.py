"""What a municipality does by itself stands on its page, with its source; what nobody said is "nog niet bekend"."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import OrganisationKind
from regioplan.local_actions.models import LocalAction
from tests.governance.states import HOUR
from tests.regioplan import publicmaking as making
from tests.themes.reading import words
from tests.world import representation, set_up

pytestmark = pytest.mark.django_db


def page(world):
    return reverse("municipality", args=[world.municipality.slug])


def typed(**more):
    return {"text": "de buurtbus rijdt naar de huisarts", "position": "10", "publicity": "openbaar",
            "starts_precision": "day", "ends_precision": "day", **more}  # fmt: skip


@set_up
def action(world, text="de buurtbus", **extra):
    return LocalAction.objects.create(municipality=world.municipality, text=text, **extra)


def test_from_nothing_known_to_what_a_document_says(world, as_):
    bureau, visitor = as_(world.bureau), as_(None)
    told = words(visitor, page(world))
    assert "Wat de gemeente Duindorp zelf doet, is nog niet bekend." in told
    add = reverse("local_action_add", args=[world.municipality.slug])
    assert bureau.post(add, typed(source=making.source().pk)).status_code == 302
    told = words(visitor, page(world))
    assert "De buurtbus rijdt naar de huisarts Wanneer: nog niet bekend Bron: Stuk brief" in told
    assert "Hoe ver het is: nog niet bekend" in told
    one = LocalAction.objects.get()
    edit = reverse("local_action_edit", args=[one.pk])
    changed = typed(version=one.version, state="bezig", starts_on="2025-01-01", starts_precision="year")
    assert bureau.post(edit, changed).status_code == 302
    assert "Wanneer: sinds 2025" in words(visitor, page(world))
    assert "Bezig" in words(visitor, page(world))
    assert bureau.post(add, typed()).status_code == 422, "it is there already"
    assert bureau.post(edit, changed).status_code == 409, "somebody changed it since"
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(one.delete)()


def test_what_is_not_public_is_for_the_municipality_and_the_netwerkbureau(world, as_):
    action(world, "de openbare bus")
    action(world, "de besloten bus", publicity="besloten", publicity_ground="Er loopt een aanbesteding.")
    action(world, "de latere bus", embargo_until=timezone.now() + HOUR)
    action(world, "de vertrouwelijke bus", publicity="vertrouwelijk", publicity_ground="Personen.")
    with pytest.raises(IntegrityError), transaction.atomic():
        action(world, "zonder reden", publicity="besloten")

    def reads(who):
        told = words(as_(who), page(world)).lower()
        return [
            kind for kind in ("openbare", "besloten", "latere", "vertrouwelijke") if f"de {kind} bus" in told
        ]

    for stranger in (None, world.member, world.admin, world.partner):
        assert reads(stranger) == ["openbare"], stranger
    assert reads(world.bureau) == ["openbare", "besloten", "latere", "vertrouwelijke"]
    set_up(type(world.partner_org).objects.filter(pk=world.partner_org.pk).update)(
        kind=OrganisationKind.GOVERNMENT, municipality=world.municipality
    )
    assert reads(world.partner) == ["openbare", "besloten"]
    representation(world.other_partner, world.partner_org)
    assert reads(world.other_partner) == ["openbare", "besloten"]
