"""The secretary sees who of the body did not open a paper yet: of papers they may read, and no longer than needed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.meetings.models import Meeting, Paper, PaperOpening
from governance.meetings.opened import KEPT, forget_old, not_opened
from tests.governance import agendas, books
from tests.governance.states import let_read
from tests.world import account, fresh, mandate, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    made = agendas.a_meeting(world.coalition)
    item = agendas.an_item(made, "Punt")
    books.a_file(item, "Open stuk", books.a_pdf("open"))
    books.a_file(item, "Vertrouwelijk stuk", books.a_pdf("dicht"), publicity="vertrouwelijk")
    agendas.publish(made)
    return made


def unread(meeting, keeper):
    return {
        row.paper.title: {person.name for person in row.people} for row in not_opened(meeting, fresh(keeper))
    }


def fetch(client, paper):
    response = client.get(reverse("paper", args=[paper.pk]))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_who_fetched_a_paper_is_off_the_list(meeting, world, as_):
    paper = Paper.objects.get(title="Open stuk")
    everybody = {"Bo Bureau", "Saar Secretaris", "Vera Voorzitter", "Lot Lid"}
    assert unread(meeting, world.secretary)["Open stuk"] == everybody
    client = as_(world.member)
    client.head(reverse("paper", args=[paper.pk]))
    assert unread(meeting, world.secretary)["Open stuk"] == everybody, "looking at the head is not reading"
    for _ in range(2):
        fetch(client, paper)
    assert unread(meeting, world.secretary)["Open stuk"] == everybody - {"Lot Lid"}
    assert PaperOpening.objects.count() == 1
    page = as_(world.secretary).get(reverse("papers_unread", args=[meeting.pk])).content.decode()
    assert "1 van 4" in page
    assert "Lot Lid" not in page


def test_a_new_version_is_not_opened_yet(meeting, world, as_):
    paper = Paper.objects.get(title="Open stuk")
    fetch(as_(world.member), paper)
    books.next_file(paper, books.a_pdf("nieuw"))
    assert "Lot Lid" not in unread(meeting, world.secretary)["Open stuk"], "nobody could open it before"
    agendas.publish(meeting)
    assert "Lot Lid" in unread(meeting, world.secretary)["Open stuk"]


def test_the_list_names_only_who_may_read_the_paper(meeting, world):
    offices = {"Saar Secretaris", "Vera Voorzitter"}
    paper = Paper.objects.get(title="Vertrouwelijk stuk")
    set_up(Paper.objects.filter(pk=paper.pk).update)(published_at=timezone.now())
    set_up(paper.versions.update)(published_at=timezone.now())
    assert unread(meeting, world.secretary)["Vertrouwelijk stuk"] == offices
    assert "Vertrouwelijk stuk" not in unread(meeting, world.bureau), "staff may not know of it"
    let_read(paper, world.member, world.secretary)
    assert unread(meeting, world.secretary)["Vertrouwelijk stuk"] == offices | {"Lot Lid"}


def test_only_who_sits_in_the_body_is_noted_and_they_are_told(meeting, world, as_):
    paper = Paper.objects.get(title="Open stuk")
    for reader in (None, world.statenlid, world.other_member, world.admin):
        fetch(as_(reader), paper)
    assert not PaperOpening.objects.exists()
    sentence = "De secretaris kan zien of u"
    for name, pk in (("paper_versions", paper.pk), ("meeting", meeting.pk), ("bundle", meeting.pk)):
        assert sentence in as_(world.member).get(reverse(name, args=[pk])).content.decode(), name
        assert sentence not in as_(None).get(reverse(name, args=[pk])).content.decode(), name


def test_who_gets_the_book_got_the_papers_in_it(meeting, world, as_):
    books.as_if_made(meeting, world.member)
    assert "Lot Lid" in unread(meeting, world.secretary)["Open stuk"], "asking is not getting"
    response = as_(world.member).get(reverse("bundle_file", args=[meeting.pk]))
    assert response.status_code == 200
    assert "Lot Lid" not in unread(meeting, world.secretary)["Open stuk"]


def test_it_is_forgotten_with_the_person_and_a_month_after_the_meeting(meeting, world, as_):
    paper = Paper.objects.get(title="Open stuk")
    fetch(as_(world.member), paper)
    fetch(as_(world.chair), paper)
    set_up(world.member.person.erase)()
    assert [opening.person for opening in PaperOpening.objects.all()] == [world.chair.person]
    assert forget_old() == 0
    long_ago = timezone.now() - KEPT - datetime.timedelta(days=1)
    set_up(Meeting.objects.filter(pk=meeting.pk).update)(starts_at=long_ago, ends_at=None)
    assert forget_old() == 1
    assert not PaperOpening.objects.exists()


def test_the_list_asks_the_same_number_of_questions(world, as_):
    def cost(papers, people):
        meeting = agendas.a_meeting(world.coalition)
        for number in range(papers):
            item = agendas.an_item(meeting, f"Punt {number}")
            books.a_file(item, f"Stuk {number}", b"%d van %d" % (number, papers), "stuk.txt")
        for number in range(people):
            mandate(account(f"Lid {papers} {number}"), world.coalition, Role.MEMBER)
        agendas.publish(meeting)
        client = as_(world.secretary)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("papers_unread", args=[meeting.pk])).status_code == 200
        return len(asked)

    assert cost(2, 2) == cost(20, 20)


def test_a_keeper_who_may_read_the_paper_only_does_not_read_the_title_of_its_item(world, as_):
    meeting = agendas.a_meeting(world.coalition)
    item = agendas.an_item(meeting, "GEHEIM PUNT", publicity="vertrouwelijk")
    paper = books.a_file(item, "Gedeeld stuk", books.a_pdf("dicht"), publicity="vertrouwelijk")
    agendas.publish(meeting)
    # As after it was made confidential later on.
    set_up(Paper.objects.filter(pk=paper.pk).update)(published_at=timezone.now())
    set_up(paper.versions.update)(published_at=timezone.now())
    let_read(paper, world.bureau, world.chair)
    url = reverse("papers_unread", args=[meeting.pk])
    page = as_(world.bureau).get(url).content.decode()
    assert "Gedeeld stuk" in page
    assert "GEHEIM PUNT" not in page
    assert "GEHEIM PUNT" in as_(world.secretary).get(url).content.decode()
