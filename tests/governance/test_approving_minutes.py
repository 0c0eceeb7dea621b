"""Minutes are approved at an item of a later meeting; the likely one is offered, others only behind a heading."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.meetings.models import Audience
from governance.minutes import publishing
from governance.minutes.approvable import items_after
from governance.minutes.growing import start
from governance.minutes.models import MinutesPart, MinutesPublication, MinutesState
from governance.series.slipping import not_reached
from tests.governance.agendas import a_meeting, agenda_of, an_item, held
from tests.governance.minuting import over
from tests.governance.planning import a_template, begun
from tests.governance.tables import a_table, sent_out
from tests.governance.test_reading_an_agenda import text_of
from tests.world import fresh, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(world):
    """Of a meeting three days ago, published."""
    meeting = held(a_meeting(world.coalition), days=3)
    return sent_out(start(meeting, by=fresh(world.secretary)), fresh(world.secretary))


def form_of(client, minutes):
    return client.get(reverse("minutes_approve", args=[minutes.pk])).context["form"]


def offered(form, name):
    return [item.title for item in form.fields[name].queryset]


def test_the_standing_item_of_the_next_meeting_comes_first_and_others_behind_it(world, as_, minutes):
    a_template(world.coalition)
    later = begun(world.coalition, "De volgende")
    an_item(later, "Jaarverslag van de GGD")
    held(later, days=0)
    bare = a_meeting(world.coalition, "Zonder sjabloon")
    agenda_of(bare, "Verslag vorige keer", "Buurtteams")
    held(bare, days=1)
    client = as_(world.secretary)
    form = form_of(client, minutes)
    assert offered(form, "item") == ["Verslag vorige keer", "Verslag van de vorige vergadering"]
    assert form.fields["item"].initial == bare.items.get(title="Verslag vorige keer").pk
    others = offered(form, "other")
    assert {"Jaarverslag van de GGD", "Buurtteams", "Opening"} <= set(others)
    assert not set(others) & set(offered(form, "item"))


def test_another_item_is_chosen_all_the_same(world, as_, minutes):
    later = held(a_meeting(world.coalition, "De volgende"), days=0)
    own, other = agenda_of(later, "Verslag", "Rondvraag")
    client, url = as_(world.secretary), reverse("minutes_approve", args=[minutes.pk])
    typed = {"item": own.pk, "other": other.pk, "version": minutes.version}
    assert client.post(url, typed).status_code == 302
    minutes.refresh_from_db()
    assert minutes.approved_in == other


def test_without_a_likely_item_there_is_one_list(world, as_, minutes):
    later = held(a_meeting(world.coalition, "De volgende"), days=0)
    item = an_item(later, "Rondvraag")
    client, url = as_(world.secretary), reverse("minutes_approve", args=[minutes.pk])
    form = form_of(client, minutes)
    assert "item" not in form.fields
    assert client.post(url, {"version": minutes.version}).status_code == 422
    assert client.post(url, {"other": item.pk, "version": minutes.version}).status_code == 302
    minutes.refresh_from_db()
    assert minutes.approved_in == item


def test_without_a_later_meeting_there_is_no_button_and_it_says_what_to_do(world, as_, minutes):
    client, url = as_(world.secretary), reverse("minutes_approve", args=[minutes.pk])
    assert "Er is nog geen volgende vergadering gepland" in text_of(client.get(url))
    coming = a_meeting(world.coalition, "De volgende", days=1)
    item = an_item(coming, "Verslag")
    page = client.get(url)
    assert "De eerste is" in text_of(page)
    assert ">De volgende</a>" in text_of(page)
    assert "Stel vast</button>" not in page.content.decode(), "nothing can be chosen yet"
    assert client.post(url, {"other": item.pk, "version": minutes.version}).status_code == 422
    held(coming, days=0)
    page = client.get(url)
    assert "Stel vast</button>" in page.content.decode(), "control: begun, it can"
    assert "niet verplicht" not in text_of(page)


def test_what_has_to_be_done_first_is_said_before_the_form(world, as_):
    meeting = held(a_meeting(world.coalition), days=3)
    an_item(held(a_meeting(world.coalition, "De volgende"), days=0), "Verslag")
    minutes = start(meeting, by=fresh(world.secretary))
    client, url = as_(world.secretary), reverse("minutes_approve", args=[minutes.pk])
    page = client.get(url)
    assert publishing.NOT_PUBLISHED in text_of(page)
    assert "Stel vast</button>" not in page.content.decode()
    sent_out(minutes, fresh(world.secretary))
    assert "Stel vast</button>" in client.get(url).content.decode()


def test_minutes_are_approved_from_the_item_about_them(as_):
    table = a_table("Verslag van de vorige vergadering", "Rondvraag")
    minutes = start(_before(table), by=table.secretary)
    client, live = as_(table.secretary), reverse("live", args=[table.meeting.pk])
    approve = f"{reverse('minutes_approve', args=[minutes.pk])}?punt={table.item.pk}"
    assert "is nog een concept" in text_of(client.get(live)), "it says why it cannot be done yet"
    assert approve not in client.get(live).content.decode()
    sent_out(minutes, table.secretary)
    for url in (live, reverse("item", args=[table.item.pk])):
        assert approve in client.get(url).content.decode(), url
    assert approve not in as_(table.members[0]).get(live).content.decode(), "only who keeps the minutes"
    other = reverse("item", args=[table.items[1].pk])
    assert "verslag vast van" not in client.get(other).content.decode(), "the agenda has an item for it"
    answer = client.post(approve, {"item": table.item.pk, "version": minutes.version})
    assert answer.headers["Location"] == live, "back to the meeting that goes on"
    minutes.refresh_from_db()
    assert minutes.approved_in == table.item
    assert approve not in client.get(live).content.decode()


def test_without_an_item_about_minutes_any_item_will_do(as_):
    table = a_table("Buurtteams", "Rondvraag")
    minutes = sent_out(start(_before(table), by=table.secretary), table.secretary)
    client, last = as_(table.secretary), table.items[1]
    approve = f"{reverse('minutes_approve', args=[minutes.pk])}?punt={last.pk}"
    assert approve in client.get(reverse("item", args=[last.pk])).content.decode()
    assert client.get(approve).context["form"].fields["item"].initial == last.pk
    coming = an_item(a_meeting(table.body, "Nog niet begonnen", days=3), "Verslag")
    assert "verslag vast van" not in client.get(reverse("item", args=[coming.pk])).content.decode()


def _before(table):
    return held(a_meeting(table.body, "De vorige"), days=7)


@set_up
def _renamed(item, title):
    item.refresh_from_db()
    item.title = title
    item.save()


def test_a_standing_item_counts_under_another_title(world, as_, minutes):
    a_template(world.coalition)
    later = begun(world.coalition, "De volgende")
    _renamed(later.items.get(title="Verslag van de vorige vergadering"), "Notulen")
    held(later, days=0)
    assert offered(form_of(as_(world.secretary), minutes), "item") == ["Notulen"]


def test_approved_in_a_next_meeting_they_stay(world):
    table = a_table()
    minutes = over(table)
    later = a_meeting(table.body, "De volgende", days=1)
    item = an_item(later, "Verslag vorige vergadering")
    with pytest.raises(ValidationError, match="Publiceer"):
        minutes.approve(item, by=table.secretary)
    sent_out(minutes, table.secretary)
    with pytest.raises(ValidationError, match="begonnen"):
        minutes.approve(item, by=table.secretary)
    item.meeting = held(later, days=0)
    assert minutes.approve(item, by=table.secretary)
    assert not minutes.approve(item, by=table.secretary), "twice is once"
    assert minutes.state == MinutesState.APPROVED
    last = MinutesPublication.objects.filter(minutes=minutes, audience=Audience.PUBLIC).latest("version")
    assert json.loads(last.canonical)["approved"]["meeting"] == "De volgende"
    with acting(SystemActor.SETUP), pytest.raises(IntegrityError, match="approved"), transaction.atomic():
        MinutesPart.objects.filter(minutes=minutes).update(text="<p>achteraf</p>")


def test_an_item_of_another_body_does_not_approve(world):
    table, other = a_table(), a_table(name="Ander")
    minutes = over(table)
    sent_out(minutes, table.secretary)
    with pytest.raises(ValidationError, match="latere vergadering"):
        minutes.approve(other.item, by=table.secretary)


def test_a_meeting_that_is_off_or_never_came_to_it_approves_nothing(world):
    table = a_table()
    minutes = over(table)
    sent_out(minutes, table.secretary)
    off = held(a_meeting(table.body, "Gaat niet door", days=1), days=0)
    late = held(a_meeting(table.body, "Te kort", days=1), days=0)
    there, here = an_item(off, "Verslag"), an_item(late, "Verslag")
    off.cancel(by=table.secretary, reason="Te weinig leden")
    not_reached(late, [here.pk], by=table.secretary)
    chosen = items_after(minutes, table.secretary)
    assert not {there.pk, here.pk} & set(chosen.values_list("pk", flat=True))
    for item, why in ((there, "gaat niet door"), (here, "niet toegekomen")):
        with pytest.raises(ValidationError, match=why):
            minutes.approve(item, by=table.secretary)
    reached = an_item(late, "Verslag vorige keer")
    assert reached.pk in set(chosen.values_list("pk", flat=True))
    publishing._refuse(minutes, reached)  # control: nothing stands in the way


def test_other_words_of_ours_for_how_it_was_decided_are_no_change(world, monkeypatch):
    table = a_table()
    with monkeypatch.context() as before:
        before.setattr("governance.minutes.content.how_decided", lambda decision, concerns: "Met instemming")
        minutes = sent_out(over(table), table.secretary)
    frozen = json.loads(MinutesPublication.objects.get(audience=Audience.PUBLIC).canonical)
    assert frozen["items"][0]["decisions"][0]["method"] == "Met instemming", "control: the words of then"
    assert not publishing.is_changed(minutes)
    part = minutes.parts.get(item=table.item, closed=False)
    set_up(MinutesPart.objects.filter(pk=part.pk).update)(text="<p>Anders.</p>")
    assert publishing.is_changed(minutes), "control: other words of theirs are"
