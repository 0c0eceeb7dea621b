"""What a reader may not read is nowhere in their book or on a page about it: no title, file name, text or count."""

import datetime

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from governance.bundles.content import book_for
from governance.bundles.models import BundleRequest
from governance.meetings.models import AgendaItem, Paper
from tests import world as people
from tests.governance import agendas, books, states
from tests.governance.states import let_read
from tests.world import fresh, set_up
from zorgzaam.claimed import State

pytestmark = pytest.mark.django_db
SECRET = ("KANARIEtitel", "KANARIEtekst", "KANARIEnaam")


@pytest.fixture
def meeting(world):
    """An open paper, and a confidential item and papers of every closed kind between the open ones."""
    made = agendas.a_meeting(world.coalition)
    item = agendas.an_item(made, "Begroting")
    books.a_file(item, "Eerste", books.a_pdf("open blad"), "open.pdf")
    books.a_file(
        item, "KANARIEtitel", books.a_pdf("KANARIEtekst"), "KANARIEnaam.pdf", publicity="vertrouwelijk"
    )
    books.a_file(item, "Tweede", books.a_pdf("tweede open blad"), "tweede.pdf")
    agendas.an_item(made, "KANARIEtitel van een punt", publicity="vertrouwelijk")
    agendas.publish(made)
    return made


def secret_paper():
    return Paper.objects.get(title="KANARIEtitel")


def says(row):
    return books.text_of(row.path) + row.path.read_bytes().decode("latin-1")


def test_who_may_not_read_a_paper_has_no_trace_of_it(meeting, world, as_):
    row = books.made(meeting, world.member)
    found = says(row)
    assert "open blad" in found
    for canary in SECRET:
        assert canary not in found
    with pikepdf.open(row.path) as document:
        labels = [page.label for page in document.pages]
    assert labels == ["omslag", "agenda-1", "1", "1a", "1a-1", "1b", "1b-1"], "no letter is missing"
    # Control: the secretary, by office, has all of it, the item too.
    own = says(books.made(meeting, world.secretary))
    for canary in SECRET:
        assert canary in own
    assert "KANARIEtitel van een punt" in own
    for reader in (None, world.member, world.bureau, world.bureau_only, world.statenlid, world.admin):
        client = as_(reader)
        for name in ("bundle", "papers_unread", "papers_send", "papers_place"):
            page = client.get(reverse(name, args=[meeting.pk]))
            assert "KANARIE" not in page.content.decode(), (name, reader)


def book_text(meeting, edition, reader):
    return repr(book_for(meeting, edition, reader))


def test_every_reader_has_in_the_book_what_the_paper_itself_opens_for(world):
    """The book is asked from the same rule as the paper: for every reader of the cast and every kind of paper."""
    state = states.published(world)
    for name, reader in world.readers.items():
        who = fresh(reader) if reader else AnonymousUser()
        book = book_for(state["meeting"], "eigen" if reader else "openbaar", who)
        inside = {part.key for part in book.parts}
        for kind, paper in state["papers"].items():
            opens = Paper.objects.visible_to(who).filter(pk=paper.pk).exists()
            assert (str(paper.pk) in inside) == opens, (name, kind)


def test_what_was_shared_by_hand_is_in_the_book_of_that_reader_alone(meeting, world):
    let_read(secret_paper(), world.statenlid, world.secretary)
    book = book_for(meeting, "eigen", fresh(world.statenlid))
    assert [chapter.label for chapter in book.chapters] == ["1", "g1"]
    assert [part.title for part in book.chapters[1].parts] == ["KANARIEtitel"]
    assert "KANARIE" not in book_text(meeting, "eigen", fresh(world.clerk))
    # A paper may be shared where its item is not: the item stays unnamed.
    item = AgendaItem.objects.get(title__startswith="KANARIEtitel van")
    paper = books.a_file(item, "Gedeeld stuk", books.a_pdf("gedeeld"), publicity="vertrouwelijk")
    let_read(paper, world.clerk, world.secretary)
    said = book_text(meeting, "eigen", fresh(world.clerk))
    assert "Gedeeld stuk" in said
    assert "KANARIE" not in said


def test_a_right_that_ended_ends_for_the_book_that_was_made(meeting, world, as_):
    closed = books.a_file(
        meeting.items.get(title="Begroting"), "Besloten stuk", books.a_pdf("besloten"), publicity="besloten"
    )
    agendas.publish(meeting)
    row = books.as_if_made(meeting, world.member)
    client = as_(world.member)
    url = reverse("bundle_file", args=[meeting.pk])
    assert client.get(url).status_code == 200
    people.end(world.member.person.mandates.get())
    answer = client.get(url)
    assert answer.status_code == 302, "the book is there, and not for this reader"
    assert row.path.exists()
    page = client.get(answer.url).content.decode()
    assert "Maak de bundel" in page
    assert closed.title not in page


def test_a_paper_closed_later_is_in_no_book_from_then_on(meeting, world, as_):
    books.as_if_made(meeting, world.member)
    url = reverse("bundle_file", args=[meeting.pk])
    assert as_(world.member).get(url).status_code == 200
    set_up(Paper.objects.filter(title="Eerste").update)(publicity="vertrouwelijk", publicity_ground="x")
    assert as_(world.member).get(url).status_code == 302
    assert "Eerste" not in as_(world.member).get(reverse("bundle", args=[meeting.pk])).content.decode()


def test_rights_are_asked_again_when_the_worker_begins(meeting, world):
    row = books.asked(meeting, world.member)
    people.end(world.member.person.mandates.get())
    set_up(Paper.objects.filter(title="Eerste").update)(publicity="besloten", publicity_ground="x")
    made = BundleRequest.objects.get(pk=row.pk)
    books.run(made)
    made.refresh_from_db()
    assert made.state == State.STALE
    assert not made.path.exists()


def test_a_paper_under_embargo_comes_in_when_it_is_over(world):
    meeting = agendas.a_meeting(world.coalition)
    item = agendas.an_item(meeting, "Punt")
    later = timezone.now() + datetime.timedelta(hours=1)
    paper = books.a_file(item, "Embargostuk", books.a_pdf("x"), embargo_until=later)
    agendas.publish(meeting)
    assert "Embargostuk" not in book_text(meeting, "eigen", world.member)
    set_up(Paper.objects.filter(pk=paper.pk).update)(embargo_until=timezone.now())
    agendas.publish(meeting)
    assert "Embargostuk" in book_text(meeting, "eigen", fresh(world.member))
