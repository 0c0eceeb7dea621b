"""Published means frozen, per audience, and what is closed is not in it."""

import datetime
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order
from governance.meetings.jobs import publish_ended_embargoes, tell_about_publications
from governance.meetings.models import AgendaItem, AgendaPublication, Meeting
from tests.governance.agendas import a_meeting, a_paper, an_item, in_order, press_publish, publish
from tests.world import World, account, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail
from zorgzaam.snapshots import canonical

SOON = datetime.timedelta(hours=1)


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    an_item(made, "Opening", minutes=5)
    an_item(made, "Werkagenda", explanation="<p>Over de regio.</p>")
    an_item(made, "KANARIE-BESLOTEN", publicity="besloten")
    an_item(made, "KANARIE-VERTROUWELIJK", publicity="vertrouwelijk")
    an_item(made, "KANARIE-EMBARGO", embargo_until=timezone.now() + SOON)
    return made


def snapshots(meeting: Meeting, version: int) -> dict[str, AgendaPublication]:
    return {p.audience: p for p in AgendaPublication.objects.filter(meeting=meeting, version=version)}


@set_up
def change(item: AgendaItem, **values: Any) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(**values)


def test_every_audience_gets_its_own_snapshot(meeting: Meeting) -> None:
    assert publish(meeting) == 1
    public, members = snapshots(meeting, 1)["openbaar"], snapshots(meeting, 1)["besloten"]
    for kept in (public.data, public.html):
        assert "KANARIE" not in kept
        assert "Werkagenda" in kept
    assert "Besloten agendapunt" in public.html
    for kept in (members.data, members.html):
        assert "KANARIE-BESLOTEN" in kept
        assert "KANARIE-VERTROUWELIJK" not in kept
        assert "KANARIE-EMBARGO" not in kept


def test_everybody_at_the_table_says_the_same_number(meeting: Meeting) -> None:
    an_item(meeting, "Sluiting")
    publish(meeting)
    numbers = [
        {line["id"]: line["number"] for line in snapshots(meeting, 1)[audience].content["items"]}
        for audience in ("openbaar", "besloten")
    ]
    assert numbers[0] == numbers[1]
    assert sorted(numbers[0].values()) == [1, 2, 3, 5], (
        "confidential counts for nobody, embargo keeps its number"
    )


def test_the_snapshot_is_canonical_and_its_hash_holds(meeting: Meeting) -> None:
    publish(meeting)
    kept = snapshots(meeting, 1)["openbaar"]
    assert kept.data == json.dumps(
        json.loads(kept.data), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert kept.sha256 == sha256(f"{kept.data}\n{kept.html}".encode()).hexdigest()
    with pytest.raises(TypeError):
        canonical({"minutes": [1, 2.5]})


def test_publishing_twice_publishes_once(meeting: Meeting) -> None:
    assert publish(meeting) == 1
    assert publish(meeting) is None
    assert AgendaPublication.objects.filter(meeting=meeting).count() == 2


def test_the_next_version_says_what_changed_by_record_and_field(meeting: Meeting) -> None:
    publish(meeting)
    work = AgendaItem.objects.get(title="Werkagenda")
    change(work, minutes=25, explanation="<p>Anders.</p>")
    added = an_item(meeting, "Erbij")
    order.remove(AgendaItem.objects.get(title="Opening"), by=SystemActor.SETUP)
    meeting.refresh_from_db()
    ids = in_order(meeting)
    order.arrange(meeting, [ids[-1], *ids[:-1]], base=meeting.agenda_version, by=SystemActor.SETUP)
    a_paper(work, "Nieuw stuk")
    assert publish(meeting) == 2
    told = json.loads(snapshots(meeting, 2)["openbaar"].changes)
    by_kind = {change["kind"]: change for change in told}
    assert by_kind["added"]["item"] == str(added.pk)
    assert by_kind["removed"]["title"] == "Opening"
    fields = {field["field"]: field for field in by_kind["changed"]["fields"]}
    assert (fields["minutes"]["before"], fields["minutes"]["after"]) == (10, 25)
    assert set(fields) == {"minutes", "explanation"}
    assert by_kind["papers_added"]["papers"][0]["title"] == "Nieuw stuk"


@pytest.mark.parametrize("how", ["besloten", "vertrouwelijk"])
def test_what_closes_later_leaves_every_version_for_outsiders(
    meeting: Meeting, world: World, as_: Callable[..., Client], how: str
) -> None:
    item = an_item(meeting, "KANARIE-LATER", explanation="<p>KANARIE-LATER</p>")
    paper = a_paper(item, "KANARIE-STUK")
    publish(meeting)
    assert "KANARIE-LATER" in as_(None).get(meeting.get_absolute_url()).content.decode()
    change(item, publicity=how, publicity_ground="toch niet", minutes=1)
    pages = [meeting.get_absolute_url(), reverse("meeting_version", args=[meeting.pk, 1])]
    for number in (2, 3):
        for url in pages:
            for reader in (None, world.admin, world.bureau_only, world.partner, world.statenlid):
                assert "KANARIE" not in as_(reader).get(url).content.decode()
        assert as_(None).get(paper.get_absolute_url()).status_code == 404
        assert publish(meeting) in (2, None)
        pages.append(reverse("meeting_version", args=[meeting.pk, min(number, 2)]))
    assert "KANARIE" not in "".join(snapshots(meeting, 2)["openbaar"].changes)


def test_the_end_of_an_embargo_publishes_the_next_version_once(meeting: Meeting) -> None:
    publish(meeting)
    assert publish_ended_embargoes() == 0
    change(AgendaItem.objects.get(title="KANARIE-EMBARGO"), embargo_until=timezone.now())
    assert [publish_ended_embargoes(), publish_ended_embargoes()] == [1, 0]
    public = snapshots(meeting, 2)["openbaar"]
    assert "KANARIE-EMBARGO" in public.html
    assert public.published_by is None


def test_an_embargo_on_a_draft_publishes_nothing(world: World) -> None:
    an_item(a_meeting(world.coalition), "Nieuws", embargo_until=timezone.now())
    assert publish_ended_embargoes() == 0


@pytest.mark.parametrize("attack", ["update", "save", "delete", "raw"])
def test_a_kept_snapshot_refuses_every_change(meeting: Meeting, attack: str) -> None:
    publish(meeting)
    kept = AgendaPublication.objects.filter(meeting=meeting)
    one = kept[0]
    ways: dict[str, Callable[[], object]] = {
        "update": lambda: kept.update(html="x"),
        "save": one.save,
        "delete": lambda: kept._raw_delete("default"),
        "raw": lambda: connection.cursor().execute("UPDATE governance_agendapublication SET data = '{}'"),
    }
    with pytest.raises(ProgrammingError), acting(SystemActor.SETUP), transaction.atomic():
        ways[attack]()
    assert all(publication.is_intact for publication in kept.all())


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_of_the_table_truncates_it(world: World, owner_sql: Callable[[str], Any]) -> None:
    from psycopg.errors import RaiseException

    meeting = a_meeting(world.coalition)
    an_item(meeting, "Opening")
    publish(meeting)
    with pytest.raises(RaiseException):
        owner_sql("TRUNCATE governance_agendapublication CASCADE")
    assert AgendaPublication.objects.filter(meeting=meeting).count() == 2


def test_a_withdrawn_agenda_leaves_a_tombstone(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    for _ in range(2):
        meeting.withdraw(by=world.secretary, reason="De stukken klopten niet.")
    answer = as_(None).get(meeting.get_absolute_url())
    assert answer.status_code == 410
    assert "De stukken klopten niet." in answer.content.decode()
    assert "Werkagenda" not in answer.content.decode()
    assert as_(None).get(reverse("meeting_version", args=[meeting.pk, 1])).status_code == 410
    assert not AgendaItem.objects.visible_to(world.member).exists()
    meeting.publish(by=world.secretary)
    assert as_(None).get(meeting.get_absolute_url()).status_code == 200


def test_a_cancelled_meeting_says_so_and_why(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    meeting.cancel(by=world.chair, reason="Te weinig leden kunnen komen.")
    page = as_(None).get(meeting.get_absolute_url()).content.decode()
    assert "gaat niet door" in page
    assert "Te weinig leden kunnen komen." in page


def test_publishing_is_on_record(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    press_publish(as_(world.secretary), meeting)
    assert snapshots(meeting, 1)["openbaar"].published_by == world.secretary.person
    event = meeting.history.order_by("-pgh_id").first()
    assert event.status == "gepubliceerd"
    assert event.pgh_context["actor"] == f"person:{world.secretary.person_id}"


# ---------------------------------------------------------------- the mail that follows
def test_members_and_followers_hear_once_and_no_closed_title_travels(meeting: Meeting, world: World) -> None:
    with acting(SystemActor.SETUP):
        for reader in (world.partner, world.member):
            Follow.objects.create(person=reader.person, kind="body", subject_id=world.coalition.pk)
        publish(meeting)
        assert [tell_about_publications(), tell_about_publications()] == [2, 0]
    mails = OutgoingMail.objects.filter(kind="agenda-published")
    members = {world.bureau, world.secretary, world.chair, world.member}
    assert sorted(mails.values_list("to_address", flat=True)) == sorted(
        user.email for user in {*members, world.partner}
    )
    for mail in mails:
        assert "KANARIE" not in mail.text + mail.html + mail.subject
        assert meeting.get_absolute_url() in mail.text


def test_who_joined_after_the_mandate_ended_hears_nothing(meeting: Meeting, world: World) -> None:
    gone = account("Weg Gegaan")
    mandate(gone, world.coalition, ends_on=timezone.localdate() - datetime.timedelta(days=1))
    with acting(SystemActor.SETUP):
        publish(meeting)
        tell_about_publications()
    assert not OutgoingMail.objects.filter(to_address=gone.email).exists()


def test_a_meeting_that_is_over_is_imported_without_mail(world: World) -> None:
    old = a_meeting(world.coalition, days=-30)
    an_item(old, "Opening")
    with acting(SystemActor.SETUP):
        publish(old)
        assert tell_about_publications() == 2
    assert not OutgoingMail.objects.filter(kind="agenda-published").exists()


def test_a_change_for_members_only_bothers_no_follower(meeting: Meeting, world: World) -> None:
    with acting(SystemActor.SETUP):
        Follow.objects.create(person=world.partner.person, kind="body", subject_id=world.coalition.pk)
        publish(meeting)
        tell_about_publications()
        before = OutgoingMail.objects.count()
        change(AgendaItem.objects.get(title="KANARIE-BESLOTEN"), explanation="<p>Meer.</p>")
        assert publish(meeting) == 2
        tell_about_publications()
    assert OutgoingMail.objects.count() == before + 4
    assert OutgoingMail.objects.filter(to_address=world.partner.email).count() == 1
