"""A new file is version 2 of the same paper; the one before stays for who could read it, and only for them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction
from django.db.models import F
from django.urls import reverse

from governance.meetings.models import Paper, PaperVersion
from tests.governance import agendas, books
from tests.world import set_up

pytestmark = pytest.mark.django_db


def read(client, paper, number=None):
    name, args = ("paper", [paper.pk]) if number is None else ("paper_version", [paper.pk, number])
    response = client.get(reverse(name, args=args))
    return b"".join(response.streaming_content) if response.status_code == 200 else response.status_code


@pytest.fixture
def paper(world):
    meeting = agendas.a_meeting(world.coalition)
    made = books.a_file(agendas.an_item(meeting, "Begroting"), "Begroting", b"eerste", "begroting.txt")
    agendas.publish(meeting)
    return made


def meeting_of(paper):
    return paper.item.meeting


def test_readers_get_a_new_file_when_the_agenda_is_published_again(paper, world, as_):
    client = as_(world.secretary)
    url = reverse("paper_replace", args=[paper.pk])
    response = client.post(url, {"upload": SimpleUploadedFile("begroting-2.txt", b"tweede")})
    assert response.status_code == 302
    assert read(client, paper) == b"tweede"
    assert read(as_(None), paper) == b"eerste", "nobody published it yet"
    assert read(as_(None), paper, 2) == 404
    assert "Gewijzigd na publicatie" in client.get(meeting_of(paper).get_absolute_url()).content.decode()
    agendas.publish(meeting_of(paper))
    assert read(as_(None), paper) == b"tweede"
    assert read(as_(None), paper, 1) == b"eerste"
    page = as_(None).get(reverse("paper_versions", args=[paper.pk])).content.decode()
    assert (
        page.index("Versie 2")
        < page.index("geldt sinds")
        < page.index("Versie 1")
        < page.index("vervangen op")
    )


def test_what_was_published_says_the_same_and_leads_to_the_file_of_then(paper, as_):
    meeting = meeting_of(paper)
    first = meeting.publications.get(version=1, audience="openbaar")
    before = (first.data, first.html, first.sha256)
    books.next_file(paper, b"tweede", "nieuw.txt")
    agendas.publish(meeting)
    first.refresh_from_db()
    assert (first.data, first.html, first.sha256) == before
    old = as_(None).get(first.get_absolute_url()).content.decode()
    assert f"/stukken/{paper.pk}/versies/1/" in old
    assert "er is een nieuwere versie" in old
    now = as_(None).get(meeting.get_absolute_url()).content.decode()
    assert "versie 2" in now
    assert "er is een nieuwere versie" not in now


def test_opening_a_paper_does_not_open_the_file_it_had_while_it_was_closed(world, as_):
    """The case of names taken out: version 1 was besloten, version 2 is for everybody."""
    meeting = agendas.a_meeting(world.coalition)
    item = agendas.an_item(meeting, "Casus")
    paper = books.a_file(item, "Casus", b"met namen", "casus.txt", publicity="besloten")
    agendas.publish(meeting)
    books.next_file(paper, b"zonder namen", "casus-openbaar.txt")
    set_up(Paper.objects.filter(pk=paper.pk).update)(publicity="openbaar", publicity_ground="")
    assert read(as_(None), paper) == 404, "not published yet, and the first is not for everybody"
    agendas.publish(meeting)
    assert read(as_(None), paper) == b"zonder namen"
    assert read(as_(None), paper, 1) == 404
    assert read(as_(world.statenlid), paper, 1) == 404
    assert read(as_(world.member), paper, 1) == b"met namen"
    assert "met namen" not in as_(None).get(reverse("paper_versions", args=[paper.pk])).content.decode()
    # Control: without what the database wrote down, everybody would read it.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT publicity FROM governance_paperversion WHERE paper_id = %s AND number = 1", [paper.pk]
        )
        assert cursor.fetchone() == ("besloten",)


def test_a_version_stays_as_it_is(paper):
    books.next_file(paper, b"tweede", "nieuw.txt")
    first = PaperVersion.objects.filter(paper=paper, number=1)
    other = PaperVersion.objects.get(paper=paper, number=2)
    for change in (
        {"file": other.file_id},
        {"filename": "anders"},
        {"publicity": "openbaar"},
        {"superseded_at": None},
    ):
        with pytest.raises(Error), transaction.atomic():
            set_up(first.update)(**change)
    with pytest.raises(Error), transaction.atomic():
        set_up(first.delete)()
    set_up(PaperVersion.objects.filter(pk=other.pk).update)(published_at=F("added_at"))  # control: this may


def test_the_same_file_again_is_no_version(paper, world, as_):
    url = reverse("paper_replace", args=[paper.pk])
    response = as_(world.secretary).post(url, {"upload": SimpleUploadedFile("zelfde.txt", b"eerste")})
    assert response.status_code == 422
    assert "hetzelfde bestand" in response.content.decode()
    assert not books.next_file(paper, b"eerste", "weer.txt")
    assert paper.versions.count() == 1


def test_a_paper_added_after_publication_is_late(paper, as_):
    late = books.a_file(paper.item, "Nagekomen memo", b"later", "memo.txt")
    agendas.publish(meeting_of(paper))
    page = as_(None).get(meeting_of(paper).get_absolute_url()).content.decode()
    assert page.count("Nagekomen</span>") == 1
    assert page.index(late.title) < page.index("Nagekomen</span>")


def test_papers_are_put_in_order(paper, world, as_):
    second = books.a_file(paper.item, "Memo", b"memo", "memo.txt")
    client = as_(world.secretary)
    url = reverse("paper_order", args=[paper.item_id])
    order = [str(paper.pk), str(second.pk)]
    client.post(url, {"order": order, "move": f"{second.pk}:up"})
    assert list(paper.item.papers.all()) == [second, paper]
    agendas.publish(meeting_of(paper))
    page = as_(None).get(meeting_of(paper).get_absolute_url()).content.decode()
    assert page.index(">Memo</a>") < page.index(">Begroting</a>")
    set_up(Paper.objects.filter(pk=second.pk).update)(removed_at=F("added_at"))
    answer = client.post(url, {"order": order, "move": f"{second.pk}:down"}, follow=True)
    assert "intussen veranderd" in answer.content.decode()


def test_woo_and_edocs_are_asked_and_checked(paper, world, as_):
    url = reverse("paper_edit", args=[paper.pk])
    client = as_(world.secretary)
    sent = {"title": "Begroting", "publicity": "openbaar", "version": paper.version}
    wrong = client.post(url, {**sent, "edocs_number": "n.v.t.", "woo": "ja"}).content.decode()
    assert "Dit lijkt geen eDocs-nummer" in wrong
    assert "Kies in welke categorie" in wrong
    closed = {
        **sent,
        "publicity": "besloten",
        "publicity_ground": "x",
        "woo": "ja",
        "woo_category": "c_db4862c3",
    }
    assert "ook niet openbaar in de zin van de Woo" in client.post(url, closed).content.decode()
    good = {**sent, "edocs_number": "DOCUVITP-3332275-v6", "woo": "ja", "woo_category": "c_db4862c3"}
    assert client.post(url, good).status_code == 302
    page = as_(None).get(reverse("paper_versions", args=[paper.pk])).content.decode()
    assert "DOCUVITP-3332275-v6" in page
    assert "Vergaderstukken decentrale overheden" in page


def test_titles_nobody_published_yet_are_not_on_the_page_of_a_paper(paper, world, as_):
    from governance.meetings.models import AgendaItem, Meeting

    set_up(Paper.objects.filter(pk=paper.pk).update)(title="NIEUWE TITEL VAN HET STUK")
    set_up(AgendaItem.objects.filter(pk=paper.item_id).update)(title="NIEUWE TITEL VAN HET PUNT")
    set_up(Meeting.objects.filter(pk=paper.item.meeting_id).update)(title="NIEUWE TITEL VAN ALLES")
    url = reverse("paper_versions", args=[paper.pk])
    for reader in (None, world.member):
        page = as_(reader).get(url).content.decode()
        assert "NIEUWE TITEL" not in page
        assert page.count("Begroting") >= 2
    page = as_(world.secretary).get(url).content.decode()
    for what in ("HET STUK", "HET PUNT", "ALLES"):
        assert f"NIEUWE TITEL VAN {what}" in page
    agendas.publish(meeting_of(paper))
    assert "NIEUWE TITEL VAN HET STUK" in as_(None).get(url).content.decode()
