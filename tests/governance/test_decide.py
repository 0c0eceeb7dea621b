"""From proposal to decision in the browser: by who keeps the agenda, read by whom it is for."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.decisions.models import Decision, DecisionState
from governance.meetings.models import ItemSubject
from tests.governance.agendas import publish
from tests.governance.deciding import POINTS, a_proposal, adopt, an_item_of, decided, in_writing, yesterday
from tests.regioplan.making import a_task
from tests.world import World, set_up

pytestmark = pytest.mark.django_db
SECRET = {"publicity": "vertrouwelijk", "publicity_ground": "Woo artikel 5.1"}


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def form_of(client: Client, url: str, **typed: Any) -> dict[str, Any]:
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **typed}.items() if value not in (None, [])}


def settling(row: Decision, **more: Any) -> dict[str, Any]:
    method = "instemming" if row.meeting_id else "schriftelijk"
    return {
        "outcome": "vastgesteld", "method": method, "on": str(yesterday()), "sure": "on",
        "version": str(row.version), **more,
    }  # fmt: skip


def test_from_item_to_public_decision(world: World, as_: Any) -> None:
    item, client = an_item_of(world.coalition), as_(world.secretary)
    url = reverse("decision_for_item", args=[item.pk])
    written = "1. Elke wijk krijgt een buurtteam.\n- De GGD meet het elk half jaar.\n\n"
    answer = client.post(url, form_of(client, url, points=written))
    row = Decision.objects.get()
    assert answer.url == row.get_absolute_url()
    assert row.points == ["Elke wijk krijgt een buurtteam.", "De GGD meet het elk half jaar."]
    assert (row.meeting, row.item) == (item.meeting, item)
    assert Client().get(row.get_absolute_url()).status_code == 404
    assert "nog geen besluit" in text(as_(world.member), row.get_absolute_url())
    client.post(reverse("decision_settle", args=[row.pk]), settling(row))
    row.refresh_from_db()
    assert row.state == DecisionState.ADOPTED
    for address in (row.get_absolute_url(), reverse("decisions"), world.coalition.get_absolute_url()):
        assert item.title in text(Client(), address)


def test_what_was_decided_shows_at_the_task_it_is_about(world: World) -> None:
    item, task = an_item_of(world.coalition), a_task()
    set_up(ItemSubject.objects.create)(item=item, task=task)
    publish(item.meeting)
    row = a_proposal(item, title="Buurtteams in elke wijk")
    assert row.title not in text(Client(), task.get_absolute_url())
    adopt(row)
    assert row.title in text(Client(), task.get_absolute_url())


def test_a_public_decision_of_a_closed_talk_tells_not_what_that_talk_was_about(
    world: World, as_: Any
) -> None:
    item, task = an_item_of(world.coalition, "GEHEIM PUNT", publicity="besloten"), a_task()
    set_up(ItemSubject.objects.create)(item=item, task=task)
    publish(item.meeting)
    row = adopt(a_proposal(item, title="Openbaar besluit", publicity="openbaar", publicity_ground=""))
    assert row.title in text(as_(world.member), task.get_absolute_url()), "the control"
    for reader in (Client(), as_(world.partner)):
        assert reader.get(row.get_absolute_url()).status_code == 200
        assert row.title not in text(reader, task.get_absolute_url())


def test_a_proposal_that_changed_meanwhile_is_not_settled_unseen(world: World, as_: Any) -> None:
    row = in_writing(world.coalition)
    opened = settling(row)
    url = reverse("decision_edit", args=[row.pk])
    as_(world.chair).post(url, form_of(as_(world.chair), url, points="Iets heel anders."))
    answer = as_(world.secretary).post(reverse("decision_settle", args=[row.pk]), opened)
    assert "intussen veranderd" in answer.content.decode()
    assert "Iets heel anders." in answer.content.decode()
    row.refresh_from_db()
    assert row.state == DecisionState.DRAFT


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sure": ""}, "Zet hier een vinkje"),
        ({"on": "2090-01-01"}, "Deze dag"),
        ({"outcome": "verworpen"}, "waarom het voorstel niet is aangenomen"),
        ({"outcome": "iets"}, "lijst"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_settled(
    world: World, as_: Any, wrong: dict[str, str], said: str
) -> None:
    row = in_writing(world.coalition)
    answer = as_(world.secretary).post(reverse("decision_settle", args=[row.pk]), settling(row, **wrong))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    row.refresh_from_db()
    assert row.state == DecisionState.DRAFT


def test_without_a_point_there_is_nothing_to_decide(world: World, as_: Any) -> None:
    row = in_writing(world.coalition, points=[])
    answer = as_(world.secretary).post(reverse("decision_settle", args=[row.pk]), settling(row))
    assert "ten minste één besluitpunt" in answer.content.decode()


def test_a_mistake_is_put_right_by_a_new_decision(world: World, as_: Any) -> None:
    old, client = decided(world.coalition), as_(world.secretary)
    url = reverse("decision_correct", args=[old.pk])
    client.post(url, form_of(client, url, title="Buurtteams, hersteld"))
    new = Decision.objects.get(corrects=old)
    assert new.points == POINTS
    adopt(new)
    assert "Buurtteams, hersteld" in text(Client(), old.get_absolute_url())
    assert f"besluit {old.label}" in text(Client(), new.get_absolute_url())
    assert client.get(url).url == old.get_absolute_url()


def test_a_dropped_proposal_comes_back(world: World, as_: Any) -> None:
    row, client = in_writing(world.coalition), as_(world.secretary)
    sent = {"reason": "Te vroeg", "version": str(row.version)}
    client.post(reverse("decision_drop", args=[row.pk]), sent)
    row.refresh_from_db()
    assert row.state == DecisionState.DROPPED
    client.post(reverse("decision_bring_back", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == DecisionState.DRAFT


def test_who_may_read_a_decision_changes_with_a_reason_in_the_history(world: World, as_: Any) -> None:
    row, client = decided(world.coalition), as_(world.secretary)
    url = reverse("decision_publicity", args=[row.pk])
    closed = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1", "reason": "Namen van inwoners"}
    assert client.post(url, form_of(client, url, **closed)).status_code == 302
    assert Client().get(row.get_absolute_url()).status_code == 404
    assert row.title not in text(Client(), reverse("decisions"))
    assert "Namen van inwoners" in text(client, reverse("history", args=["decision", row.pk]))


def test_what_a_decision_said_while_it_was_confidential_stays_with_the_office(world: World, as_: Any) -> None:
    row = in_writing(world.coalition, "KANARIE-TITEL", points=["KANARIE-PUNT"], **SECRET)
    opened = {"publicity": "openbaar", "publicity_ground": "", "title": "Zonder kanarie", "points": ["Kort."]}
    for name, value in opened.items():
        setattr(row, name, value)
    set_up(row.save)()
    row.title = "Nu voor iedereen"
    set_up(row.save)()
    url = reverse("history", args=["decision", row.pk])
    told = text(as_(world.chair), url)
    assert "KANARIE-TITEL" in told
    assert "KANARIE-PUNT" in told, "the control"
    told = text(as_(world.bureau), url)
    assert "KANARIE" not in told
    assert "Zonder kanarie" in told


def test_a_public_decision_of_a_closed_talk_tells_nothing_of_that_talk(world: World) -> None:
    item = an_item_of(world.coalition, "GEHEIM PUNT", publicity="besloten")
    row = adopt(a_proposal(item, title="Openbaar besluit", publicity="openbaar", publicity_ground=""))
    page = text(Client(), row.get_absolute_url())
    assert "Openbaar besluit" in page
    assert "GEHEIM PUNT" not in page


def test_the_werkbank_asks_what_became_of_a_proposal(world: World, as_: Any) -> None:
    item = an_item_of(world.coalition)
    row = a_proposal(item)
    client = as_(world.secretary)
    assert "Leg vast wat is besloten" not in text(client, reverse("werkbank"))
    over = timezone.now() - datetime.timedelta(days=1)
    set_up(type(item.meeting).objects.filter(pk=item.meeting_id).update)(starts_at=over, ends_at=None)
    assert f"Leg vast wat is besloten: {row.title}" in text(client, reverse("werkbank"))


def test_a_decision_that_was_taken_is_called_the_same_everywhere(world: World, as_: Any) -> None:
    row = decided(world.coalition)
    name = DecisionState.ADOPTED.label
    assert name == "Besluit genomen"
    for address in (row.get_absolute_url(), reverse("decisions")):
        assert name in text(Client(), address)
    client = as_(world.secretary)
    drop = reverse("decision_drop", args=[row.pk])
    assert "ligt al vast" in client.post(drop, {"reason": "x", "version": row.version}).content.decode()
    with pytest.raises(ValidationError, match="nu: besluit genomen"):
        row.reject(by=world.secretary, on=yesterday(), method="schriftelijk", note="Toch niet")
