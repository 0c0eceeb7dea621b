"""Facts with their source: what is told changes, what was told stays."""

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.council.facts import changing
from governance.council.models import CouncilFact
from tests.governance.council.meeting import LONG_AGO, a_fact
from tests.governance.test_decide import text
from tests.world import World, account, mandate
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def typed(world: World, **more: str) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "kind": "rol", "text": "Wij doen mee", "position": "1",
        "starts_on": "2024-11-27", "source_note": "De presentatie", **more,
    }  # fmt: skip


def page(day: str = "") -> str:
    return text(Client(), reverse("council_facts") + (f"?dag={day}" if day else ""))


def test_the_griffie_writes_one_down_with_its_source(world: World, as_: Any) -> None:
    client, url = as_(world.clerk), reverse("council_fact_new")
    refused = client.post(url, typed(world, source_note=""))
    assert refused.context["form"].errors["source"] == [
        "Zeg waar dit staat: kies een bron, of schrijf het erbij."
    ]
    client.post(url, typed(world))
    assert "Wij doen mee" in page()
    assert "De presentatie" in page()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_fact(world.staten, source_note="")


def test_what_changes_ends_and_the_old_words_stay(world: World, as_: Any) -> None:
    fact = a_fact(world.staten)
    url = reverse("council_fact_change", args=[fact.pk])
    as_(world.clerk).post(url, typed(world, text="Wij voeren uit", starts_on="2025-03-01"))
    fact.refresh_from_db()
    assert fact.ends_on == datetime.date(2025, 2, 28)
    assert (fact.replaced_by.text, fact.replaced_by.council) == ("Wij voeren uit", world.staten)
    assert "Wij voeren uit" in page()
    assert "Wij doen mee" not in page()
    assert "Wij doen mee" in page("2025-02-28")
    assert "Wij voeren uit" not in page("2025-02-28")


def test_a_wording_that_was_wrong_is_replaced_from_its_first_day(world: World, as_: Any) -> None:
    fact = a_fact(world.staten)
    url = reverse("council_fact_change", args=[fact.pk])
    as_(world.clerk).post(url, typed(world, text="Beter gezegd"))
    for day in ("2024-11-27", ""):
        assert "Beter gezegd" in page(day)
        assert "Wij doen mee" not in page(day)
    answer = as_(world.clerk).post(url, typed(world, text="Nog een keer"))
    assert answer.context["form"].non_field_errors() == [changing.REPLACED]
    assert CouncilFact.objects.count() == 2


def test_it_does_not_change_before_it_began(world: World, as_: Any) -> None:
    fact = a_fact(world.staten)
    url = reverse("council_fact_change", args=[fact.pk])
    answer = as_(world.clerk).post(url, typed(world, starts_on="2024-11-26"))
    assert answer.context["form"].non_field_errors() == [changing.TOO_EARLY]


def test_it_ends(world: World, as_: Any) -> None:
    fact = a_fact(world.staten)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    url = reverse("council_fact_end", args=[fact.pk])
    as_(world.clerk).post(url, {"on": yesterday.isoformat(), "version": "1"})
    assert "Wij doen mee" not in page()
    assert "Wij doen mee" in page(yesterday.isoformat()), "the control"


def test_nothing_is_overwritten(world: World) -> None:
    fact = a_fact(world.staten)
    for fields in (
        {"text": "Anders"},
        {"kind": "positie"},
        {"starts_on": LONG_AGO.replace(day=1)},
        {"source_note": "Ik"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
            CouncilFact.objects.filter(pk=fact.pk).update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        fact.delete()
    with acting(SystemActor.SETUP):
        assert CouncilFact.objects.filter(pk=fact.pk).update(position=2) == 1, "the control: where it stands"


def test_the_griffie_of_another_council_does_not(world: World, as_: Any) -> None:
    fact = a_fact(world.staten)
    elsewhere = account("Gerda Griffie")
    mandate(elsewhere, world.council, Role.CLERK)
    assert as_(elsewhere).get(reverse("council_fact_change", args=[fact.pk])).status_code == 403
    assert as_(world.clerk).get(reverse("council_fact_change", args=[fact.pk])).status_code == 200, (
        "the control"
    )


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("council_facts")).status_code == 200
    return len(asked)


def test_a_list_of_many_costs_as_much_as_one_of_few(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    a_fact(world.staten)
    client.get(reverse("council_facts"))
    few = questions(client)
    for at in range(20):
        a_fact(world.staten, f"Nummer {at}")
    assert questions(client) == few < 12
