"""Minutes grow from notes, decisions and who was there; the public version is made by leaving parts out."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from governance.decisions.models import DecisionSeal, Method
from governance.live import running
from governance.live.noting import Words, write
from governance.meetings import order
from governance.meetings.models import AgendaItem, Audience
from governance.meetings.snapshot import reader_for
from governance.minutes.content import closed_since, content_of, redact
from governance.minutes.growing import start
from governance.minutes.jobs import tell_about_minutes
from governance.minutes.models import Minutes, MinutesPart, MinutesPublication, MinutesState
from governance.minutes.printing import to_html
from governance.minutes.publishing import proof
from governance.minutes.telling import KIND, still_reads
from governance.series.models import TermSet
from governance.series.terms import checklist
from tests import world as cast
from tests.governance.agendas import a_meeting
from tests.governance.deciding import in_writing, yesterday
from tests.governance.minuting import over
from tests.governance.tables import a_table, sent_out
from tests.pdfs import failed_rules, letters, page_texts
from tests.world import fresh, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.search import find
from zorgzaam.standing import NOBODY, StandIn
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def publish(minutes, by):
    return minutes.publish(by=by, seen=proof(minutes))


def test_they_grow_from_what_was_noted_and_decided(world):
    table = a_table()
    minutes = over(table)
    parts = {(part.item.title, part.closed): part.text for part in minutes.parts.select_related("item")}
    assert "eens" in parts["Voorstel", False]
    assert "KANARIEdeuren" in parts["Voorstel", True]
    assert ("Rondvraag", False) in parts
    assert ("Rondvraag", True) not in parts
    assert start(table.meeting, by=table.secretary) == minutes, "twice is once"
    content = content_of(minutes, Audience.MEMBERS)
    assert [row["title"] for row in content["items"][0]["decisions"]] == ["Buurtteams in elke wijk"]
    assert len(content["present"]) == 3
    assert content["chain"]["chain"] == DecisionSeal.objects.order_by("-number").first().chain
    with pytest.raises(ValidationError, match="verslag"):
        write(table.meeting, table.item, Words("nog iets", version=1), by=table.secretary)


def test_the_public_version_leaves_out_what_is_closed(world, as_):
    table = a_table()
    minutes = over(table)
    assert publish(minutes, table.secretary) == 1
    url = reverse("minutes", args=[table.meeting.pk])
    visitor = Client()
    page = visitor.get(url)
    told = page.content.decode()
    assert page.status_code == 200
    assert "Iedereen was het eens." in told
    assert "Besloten agendapunt" in told
    assert "KANARIE" not in told
    assert "Lid 0" not in told
    member = as_(table.members[0]).get(url).content.decode()
    assert "KANARIEdeuren" in member
    assert "KANARIEbesloten" in member
    assert "Lid 0" in member
    assert "KANARIEvertrouwelijk" not in member, "confidential words are in no version"
    pdf = reverse("minutes_pdf", args=[table.meeting.pk, 1])
    public, own = words(visitor.get(pdf)), words(as_(table.members[0]).get(pdf))
    assert "KANARIE" not in public
    assert "eens" in public
    assert "KANARIEdeuren" in own
    assert DecisionSeal.objects.order_by("-number").first().chain in public
    for row in MinutesPublication.objects.filter(audience=Audience.PUBLIC):
        assert "KANARIE" not in row.canonical + row.html + row.plain


def words(response):
    assert response.status_code == 200
    assert failed_rules(response.content) == set()
    return letters(" ".join(page_texts(response.content)))


def test_a_draft_is_for_who_writes_it(world, as_):
    table = a_table()
    over(table)
    url = reverse("minutes", args=[table.meeting.pk])
    assert as_(table.members[0]).get(url).status_code == 404
    assert as_(table.secretary).get(url).status_code == 200


def test_what_was_not_seen_is_not_published(world):
    table = a_table()
    minutes = over(table)
    seen = proof(minutes)
    part = minutes.parts.get(item=table.item, closed=False)
    with acting(table.secretary):
        part.text = "<p>Toch anders.</p>"
        part.save()
    with pytest.raises(StaleVersion):
        minutes.publish(by=table.secretary, seen=seen)
    assert publish(minutes, table.secretary) == 1
    assert publish(minutes, table.secretary) is None, "nothing changed"


def test_what_was_said_at_an_item_is_in_them_though_it_was_taken_off(world):
    table = a_table("Voorstel", "Verhuist", "Rondvraag")
    moved = table.items[1]
    write(table.meeting, moved, Words("Hierover is een uur gepraat."), by=table.secretary)
    write(table.meeting, moved, Words("KANARIEdeuren", closed=True), by=table.secretary)
    row = table.proposal(moved, title="Buurtteams in elke wijk")
    row.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.CONSENT)
    moved.refresh_from_db()
    order.park(moved, by=table.secretary)
    running.end(table.meeting, [], by=table.secretary)
    minutes = start(table.meeting, by=table.secretary)
    content = content_of(minutes, Audience.PUBLIC)
    line = content["items"][-1]
    assert (line["title"], line["number"]) == ("Verhuist", None)
    assert "een uur gepraat" in line["texts"][0]["html"]
    assert [one["title"] for one in line["decisions"]] == ["Buurtteams in elke wijk"]
    assert [one["number"] for one in content["items"][:-1]] == [1, 2]
    assert "KANARIE" not in json.dumps(content)
    assert "KANARIEdeuren" in json.dumps(content_of(minutes, Audience.MEMBERS))
    assert "Verhuist" in to_html(content)
    later = a_meeting(table.body, "De volgende", days=30)
    moved.refresh_from_db()
    order.place_on(later, moved, by=table.secretary)
    assert content_of(minutes, Audience.PUBLIC)["items"][-1] == line, "wherever the item goes"


def test_a_decision_at_no_item_is_in_them_until_it_is_closed(world):
    table = a_table()
    row = in_writing(table.body, "Zonder agendapunt", meeting=table.meeting)
    row.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.CONSENT)
    closed = in_writing(
        table.body, "KANARIE", meeting=table.meeting, publicity="besloten", publicity_ground="x"
    )
    closed.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.CONSENT)
    running.end(table.meeting, [], by=table.secretary)
    minutes = start(table.meeting, by=table.secretary)
    content = content_of(minutes, Audience.PUBLIC)
    assert [one["title"] for one in content["also"]] == ["Zonder agendapunt"]
    html = to_html(content)
    assert html.count("Zonder agendapunt") == 2, "in the list of decisions, and in full"
    assert "KANARIE" not in html
    assert to_html(redact(content, {str(row.pk)})).count("Zonder agendapunt") == 0
    reader = reader_for(Audience.PUBLIC, table.meeting)
    assert closed_since(content, reader) == set()
    close(row)
    assert closed_since(content, reader) == {str(row.pk)}


def test_what_was_published_never_changes(world):
    table = a_table()
    minutes = over(table)
    sent_out(minutes, table.secretary)
    with (
        acting(SystemActor.SETUP),
        pytest.raises(ProgrammingError, match=r"permission denied|Cannot update"),
        transaction.atomic(),
    ):
        MinutesPublication.objects.update(html="anders")


def test_an_item_closed_afterwards_leaves_page_and_pdf(world, as_):
    table = a_table("KANARIElater", "Rondvraag")
    minutes = over(table)
    sent_out(minutes, table.secretary)
    url, visitor = reverse("minutes", args=[table.meeting.pk]), Client()
    assert "KANARIElater" in visitor.get(url).content.decode(), "control"
    close(table.item)
    assert "KANARIElater" not in visitor.get(url).content.decode()
    assert visitor.get(reverse("minutes_pdf", args=[table.meeting.pk, 1])).status_code == 404
    assert as_(table.members[0]).get(reverse("minutes_pdf", args=[table.meeting.pk, 1])).status_code == 200


@set_up
def close(item):
    item.refresh_from_db()
    item.publicity, item.publicity_ground = "besloten", "omdat het zo is"
    item.save()


def test_the_term_is_met_when_they_go_out(world):
    table = a_table()
    terms(table.body)
    minutes = over(table)
    assert [line.done for line in checklist(table.meeting)] == [None]
    sent_out(minutes, table.secretary)
    assert checklist(table.meeting)[0].done is not None
    assert Minutes.objects.get().state == MinutesState.PUBLISHED


@set_up
def terms(body):
    TermSet.objects.create(body=body, starts_on=cast.LONG_AGO, minutes_days=5)


def test_the_road_by_its_buttons(world, as_):
    table = a_table()
    client = as_(table.secretary)
    start_url = reverse("minutes_start", args=[table.meeting.pk])
    client.post(start_url)
    assert not Minutes.objects.exists(), "the meeting still goes on"
    running.end(table.meeting, [], by=table.secretary)
    client.post(start_url)
    part = MinutesPart.objects.get(item=table.item)
    edit = reverse("minutes_part", args=[part.pk])
    assert client.post(edit, {"text": "<p>Welkom.</p>", "version": part.version}).status_code == 302
    assert client.post(edit, {"text": "<p>Te laat.</p>", "version": part.version}).status_code == 409
    page = client.get(reverse("minutes_publish", args=[table.meeting.pk]))
    client.post(reverse("minutes_publish", args=[table.meeting.pk]), {"seen": page.context["seen"]})
    assert "Welkom." in Client().get(reverse("minutes", args=[table.meeting.pk])).content.decode()
    assert "Verslag" in Client().get(table.meeting.get_absolute_url()).content.decode()


def test_members_are_told_once(world):
    table = a_table()
    sent_out(over(table), table.secretary)
    tell = set_up(tell_about_minutes)
    assert [tell(), tell()] == [3, 0]
    mail = OutgoingMail.objects.filter(kind=KIND).first()
    assert "KANARIE" not in mail.subject + mail.text
    assert still_reads(mail)
    cast.end(mail.to_person.mandates.get())
    assert not still_reads(mail), "who left the body gets nothing any more"


def test_they_are_found_until_their_item_is_closed(world):
    def found(user, words="Iedereen"):
        return [hit.url for hit in find(user, words) if hit.kind == "minutes"]

    table = a_table("Eerste", "Tweede")
    minutes = over(table)
    visitor, member = StandIn(NOBODY), fresh(table.members[0])
    assert found(member) == [], "a draft is not to be found"
    sent_out(minutes, table.secretary)
    address = f"{minutes.get_absolute_url()}#punt-{table.item.pk}"
    assert found(visitor) == found(member) == [address]
    assert address.partition("#")[2] in Client().get(minutes.get_absolute_url()).content.decode()
    for said in ("KANARIEdeuren", "KANARIEbesloten"):
        assert (len(found(visitor, said)), len(found(member, said))) == (0, 1)
    assert found(member, "KANARIEvertrouwelijk") == []
    with acting(SystemActor.SETUP):
        AgendaItem.objects.filter(pk=table.item.pk).update(publicity="besloten", publicity_ground="x")
    assert found(visitor) == []
    assert found(member) == [address]
