"""A second editor who saves once more undoes nothing they did not touch, and never opens what was closed meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem
from tests.governance.agendas import a_meeting, an_item
from tests.kernel.test_versions import BodyForm
from tests.world import World
from zorgzaam import conflicts
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.versions import try_save

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "personeel"}


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.MFA_REQUIRED_FOR_STAFF = False


@pytest.fixture
def item(world: World) -> AgendaItem:
    return an_item(a_meeting(world.coalition), "Zoals het was", minutes=10)


def sent(page: Any) -> dict[str, Any]:
    """What the form on a page would post as it stands."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def save(client: Client, item: AgendaItem, opened: dict[str, Any], **typed: Any) -> Any:
    return client.post(reverse("item_edit", args=[item.pk]), {**opened, **typed})


def opened(client: Client, item: AgendaItem) -> dict[str, Any]:
    return sent(client.get(reverse("item_edit", args=[item.pk])))


def twice(world: World, as_: Callable[..., Client], item: AgendaItem, theirs: Any, mine: Any) -> Any:
    """The chair saves `theirs`, the secretary, who opened the same version, `mine`; gives the refusal."""
    chair, secretary = as_(world.chair), as_(world.secretary)
    before = opened(chair, item)
    assert save(chair, item, before, **theirs).status_code == 302
    page = save(secretary, item, before, **mine)
    assert page.status_code == 409
    return page


def test_saving_once_more_keeps_both_edits(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    page = twice(world, as_, item, {"minutes": 25, **CLOSED}, {"title": "Van de secretaris"})
    assert [row.label for row in page.context["conflict"].taken] == [
        "Minuten", "Openbaarheid", "Reden om niet openbaar te zijn",
    ]  # fmt: skip
    assert page.context["conflict"].clashes == []
    assert "Overgenomen van wie je voor was" in page.text
    assert "Nu opgeslagen" not in page.text, "nothing to choose between"
    assert save(as_(world.secretary), item, sent(page)).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.minutes) == ("Van de secretaris", 25)
    assert (item.publicity, item.publicity_ground) == ("besloten", "personeel")


def test_control_without_what_was_opened_the_second_save_undoes_the_first(
    world: World, item: AgendaItem, as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "as_opened", lambda instance: None)
    monkeypatch.setattr(conflicts, "narrowest", lambda field, one, other: one)
    page = twice(world, as_, item, {"minutes": 25, **CLOSED}, {"title": "Van de secretaris"})
    assert save(as_(world.secretary), item, sent(page)).status_code == 302
    item.refresh_from_db()
    assert (item.minutes, item.publicity) == (10, "openbaar")


SECRET = {"publicity": "vertrouwelijk", "publicity_ground": "naam van een inwoner"}


@pytest.mark.parametrize(("theirs", "mine"), [(SECRET, CLOSED), (CLOSED, SECRET)])
def test_where_both_changed_who_may_read_the_form_holds_the_narrower(
    world: World, item: AgendaItem, as_: Callable[..., Client], theirs: Any, mine: Any
) -> None:
    page = twice(world, as_, item, theirs, mine)
    assert page.context["form"]["publicity"].value() == "vertrouwelijk"
    assert ("daarmee lezen de minste mensen mee" in page.text) == (mine is CLOSED)
    assert save(as_(world.secretary), item, sent(page)).status_code == 302
    item.refresh_from_db()
    assert item.publicity == "vertrouwelijk"


def test_choosing_the_wider_one_by_hand_is_possible(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    page = twice(world, as_, item, SECRET, CLOSED)
    assert save(as_(world.secretary), item, sent(page), publicity="besloten").status_code == 302
    item.refresh_from_db()
    assert item.publicity == "besloten"


def test_an_embargo_set_meanwhile_stays(world: World, item: AgendaItem, as_: Callable[..., Client]) -> None:
    page = twice(world, as_, item, {"embargo_until": "2040-01-03T10:30"}, {"title": "Anders"})
    assert save(as_(world.secretary), item, sent(page)).status_code == 302
    item.refresh_from_db()
    assert item.embargo_until is not None
    assert item.title == "Anders"


def test_day_and_time_of_a_meeting_are_taken_over_too(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    url = reverse("meeting_edit", args=[meeting.pk])
    before = sent(as_(world.chair).get(url))
    assert as_(world.chair).post(url, {**before, "start_time": "10:15"}).status_code == 302
    page = as_(world.secretary).post(url, {**before, "location": "Zaal 2"})
    assert page.status_code == 409
    assert as_(world.secretary).post(url, sent(page)).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.start_time, meeting.location) == ("10:15", "Zaal 2")


def test_who_changed_nothing_is_told_it_is_saved(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    before = opened(as_(world.chair), item)
    assert save(as_(world.chair), item, before, minutes=25).status_code == 302
    assert save(as_(world.secretary), item, before).status_code == 302
    item.refresh_from_db()
    assert item.minutes == 25


@pytest.mark.usefixtures("setup_actor")
def test_every_form_with_a_version_does_so(world: World) -> None:
    body = world.coalition
    form = BodyForm({"name": body.name, "purpose": "Van mij", "version": "1"}, instance=body)
    assert form.is_valid()
    with acting(SystemActor.SETUP):
        Body.objects.filter(pk=body.pk).update(name="Nieuwe naam")
    conflict = try_save(form)
    assert conflict is not None
    assert [row.label for row in conflict.taken] == ["Naam"]
    assert (form["name"].value(), form["purpose"].value()) == ("Nieuwe naam", "Van mij")


def test_beheer_does_so_too(world: World, as_: Callable[..., Client]) -> None:
    from partners.organisations.models import Organisation

    org = world.partner_org
    address = f"/beheer/partners/organisation/{org.pk}/change/"
    client = as_(world.admin)
    page = client.get(address)
    data = {k: v for k, v in page.context["adminform"].form.initial.items() if v is not None}
    data |= {"about": "Mijn tekst", "version": "1"}
    for inline in page.context["inline_admin_formsets"]:
        data |= {f"{inline.formset.prefix}-{k}": v for k, v in inline.formset.management_form.initial.items()}
    with acting(SystemActor.SETUP):
        Organisation.objects.filter(pk=org.pk).update(name="Nieuwe naam")
    answer = client.post(address, data)
    assert answer.status_code == 409
    form = answer.context["adminform"].form
    assert (form["name"].value(), form["about"].value()) == ("Nieuwe naam", "Mijn tekst")
    assert [row.label for row in answer.context["conflict"].taken] == ["Naam"]
