"""A last day is of the version it is about, and says what is known of that day once it is over."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.plans.models import Deadline
from tests.regioplan import making_plans as making
from tests.themes.reading import words
from tests.world import set_up

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAST = datetime.date(2024, 6, 30)


@pytest.fixture
def plan(world):
    return making.plan(making.region(world, "Kreekdam"))


def test_the_next_version_has_a_last_day_of_its_own(world, plan, as_):
    first = making.taken_over(plan, label="2023")
    making.deadline(plan, datetime.date(2023, 12, 31), "publiceren", version_of=first)
    second = making.version(plan, "Kop", label="2026")
    typed = {
        "kind": "publiceren",
        "day": "2027-03-01",
        "precision": "day",
        "inclusive": "on",
        "shown": "on",
        "version": "",
        "source_note": "",
        "version_of": second.pk,
    }
    client = as_(world.bureau)
    new = reverse("deadline_new", args=[plan.pk])
    assert "lezing" not in words(client, new)
    assert client.post(new, typed).status_code == 302
    assert "Voor deze versie staat er al" in client.post(new, typed).content.decode()
    assert "2027" not in words(as_(None), plan.get_absolute_url()), "of a draft nothing is public"
    assert "2027" not in words(as_(None), reverse("plans"))
    second.clear(by=world.bureau, **making.CLEARED)
    second.publish(by=world.bureau)
    shown = words(as_(None), second.get_absolute_url())
    assert "Uiterlijk 1 maart 2027" in shown
    assert "31 december 2023" not in shown
    before = words(as_(None), first.get_absolute_url())
    assert "Uiterlijk 31 december 2023" in before
    assert "Dat is gelukt: 22 december 2023." in before


def test_a_last_day_is_never_of_a_version_of_another_plan(plan):
    other = making.taken_over(making.plan(plan.region, "Ander plan"))
    with pytest.raises(IntegrityError, match="another plan"), transaction.atomic():
        making.deadline(plan, PAST, version_of=other)
    assert making.deadline(other.plan, PAST, version_of=other), "control"


def test_of_a_day_that_is_over_it_is_told_who_had_decided(world, plan, as_):
    making.deadline(plan, PAST)
    page = reverse("plans")
    none = "Voor zover bekend hadden op die dag 0 van de 2 colleges besloten"
    assert f"{none}; van 2 is ook nu nog geen besluit bekend." in words(as_(None), page)
    version = making.taken_over(plan)
    making.decided(world, version, world.municipality, decided_on=PAST)
    told = "Voor zover bekend hadden op die dag 1 van de 2 colleges besloten; van 1 is ook nu nog geen besluit bekend."
    assert told in words(as_(None), page)
    kreekdam = next(one for one in plan.municipalities(TODAY) if one != world.municipality)
    making.decided(world, version, kreekdam, decided_on=TODAY)
    assert "1 van de 2 colleges besloten; daarna nog 1." in words(as_(None), page)
    set_up(Deadline.objects.all().update)(kind="opleveren")
    assert "Of dat is gelukt, is nog niet bekend." in words(as_(None), page)
