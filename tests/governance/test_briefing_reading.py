"""For readers: ETag and 304, few queries, headers of the PDF, mail once, attachments by Woo."""

import datetime
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.briefings.content import BriefingAttachment
from governance.briefings.jobs import announce
from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingAnnouncement
from governance.briefings.reviewing import share
from tests.governance import letters
from tests.queries import of_the_page
from tests.world import end, set_up
from zorgzaam.follow import Follow
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.permission import LAPSED
from zorgzaam.search import find


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return of_the_page(captured)


def test_an_unchanged_page_and_pdf_are_not_sent_again(world, as_):
    publication = letters.published(world)
    client = as_(None)
    for url in (publication.get_absolute_url(), reverse("briefing_pdf", args=[publication.briefing_id, 1])):
        first = client.get(url)
        assert first["Cache-Control"] == "public, no-cache"
        again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(url, headers={"if-none-match": '"anders"'}).status_code == 200


def test_a_public_page_costs_few_queries(world, as_):
    publication = letters.published(world, letters.full(world))
    assert queries(as_(None), publication.get_absolute_url()) <= 4


@pytest.mark.parametrize("page", ["briefings_published", "staten"])
def test_twenty_cost_what_two_cost(world, as_, page):
    client = as_(world.statenlid)
    for _ in range(2):
        letters.published(world)
    few = queries(client, reverse(page))
    for _ in range(6):
        letters.published(world)
    assert queries(client, reverse(page)) == few


def test_the_desk_costs_the_same_for_more(world, as_):
    client = as_(world.bureau)
    briefing = letters.full(world)
    urls = [reverse("briefings"), reverse("briefing_compose", args=[briefing.pk])]
    few = [queries(client, url) for url in urls]
    for number in range(8):
        letters.draft(world)
        letters.section(briefing, f"Kop {number}", "<p>tekst</p>", "<p>nog een</p>")
    assert [queries(client, url) for url in urls] == few


def test_the_pdf_has_a_name_that_says_something(world, as_):
    publication = letters.published(world, subject="Van één tafel naar “twee”")
    answer = as_(None).get(reverse("briefing_pdf", args=[publication.briefing_id, 1]))
    number = publication.registration_number
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="mededeling-{number}-van-een-tafel-naar-twee.pdf"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == bytes(publication.pdf)


def test_my_council_comes_first_on_the_page_for_councils(world, as_):
    mine = letters.published(world, subject="Voor de Staten")
    other = letters.published(world, subject="Voor de raad", addressee=world.council)
    page = as_(world.statenlid).get(reverse("staten")).content.decode()
    assert page.index(mine.subject) < page.index(other.subject)
    assert "Aan uw Staten of raad" in page
    page = as_(world.council_member).get(reverse("staten")).content.decode()
    assert page.index(other.subject) < page.index(mine.subject)


# ---------------------------------------------------------------- telling
def test_council_members_and_followers_are_told_once(world):
    set_up(
        lambda: Follow.objects.create(person=world.partner.person, kind="body", subject_id=world.staten.pk)
    )()
    publication = letters.published(world)
    assert announce() == 3
    assert announce() == 0
    mails = OutgoingMail.objects.filter(kind="briefing-published")
    assert set(mails.values_list("to_address", flat=True)) == {
        person.email for person in (world.statenlid, world.clerk, world.partner)
    }
    assert publication.get_absolute_url() in mails.first().text
    assert BriefingAnnouncement.objects.get().recipients == 3


def test_a_closed_one_is_told_only_to_who_may_read_it(world):
    set_up(
        lambda: Follow.objects.create(person=world.partner.person, kind="body", subject_id=world.staten.pk)
    )()
    letters.published(world, publicity="besloten", publicity_ground="Nog in overleg")
    assert announce() == 2
    assert not OutgoingMail.objects.filter(to_address=world.partner.email).exists()


@pytest.mark.parametrize("lost", ["withdrawn", "left", "nothing"])
def test_a_waiting_mail_goes_only_to_who_may_still_read_it(world, lost):
    publication = letters.published(world, publicity="besloten", publicity_ground="Nog in overleg")
    assert announce() == 2
    if lost == "withdrawn":
        publication.briefing.withdraw(by=world.bureau, because="Datalek")
    if lost == "left":
        end(Mandate.objects.get(person=world.statenlid.person))
    claimed = {mail.to_address for mail in claim(20)}
    both = {world.statenlid.email, world.clerk.email}
    assert claimed == {"withdrawn": set(), "left": {world.clerk.email}, "nothing": both}[lost]
    lapsed = OutgoingMail.objects.filter(state=MailState.FAILED, last_answer=LAPSED)
    assert set(lapsed.values_list("to_address", flat=True)) == both - claimed


@pytest.mark.parametrize("lost", ["unfollowed", "left", "nothing"])
def test_a_waiting_mail_about_a_public_one_goes_to_who_still_follows_or_sits(world, lost):
    follow = set_up(Follow.objects.create)
    row = follow(person=world.partner.person, kind="body", subject_id=world.staten.pk)
    letters.published(world)
    assert announce() == 3
    if lost == "unfollowed":
        set_up(row.delete)()
    if lost == "left":
        end(Mandate.objects.get(person=world.statenlid.person))
    gone = {"unfollowed": {world.partner.email}, "left": {world.statenlid.email}, "nothing": set()}[lost]
    everybody = {world.statenlid.email, world.clerk.email, world.partner.email}
    assert {mail.to_address for mail in claim(20)} == everybody - gone
    lapsed = OutgoingMail.objects.filter(state=MailState.FAILED, last_answer=LAPSED)
    assert set(lapsed.values_list("to_address", flat=True)) == gone


def test_who_left_but_follows_the_briefing_still_gets_it(world):
    publication = letters.published(world)
    announce()
    end(Mandate.objects.get(person=world.statenlid.person))
    set_up(Follow.objects.create)(
        person=world.statenlid.person, kind="briefing", subject_id=publication.briefing_id
    )
    assert world.statenlid.email in {mail.to_address for mail in claim(20)}


@pytest.mark.parametrize("page", ["page", "pdf"])
def test_a_page_with_a_message_on_it_is_kept_by_nobody(world, as_, page):
    publication = letters.published(world)
    client = as_(None)
    urls = {
        "page": publication.get_absolute_url(),
        "pdf": reverse("briefing_pdf", args=[publication.briefing_id, 1]),
    }
    client.cookies["messages"] = "iets"
    answer = client.get(urls[page])
    assert "no-store" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize(("publicity", "shown"), [("besloten", False), ("openbaar", True)])
def test_the_outbox_shows_only_subjects_that_are_public(world, as_, publicity, shown):
    letters.published(world, subject="Kwartaalbrief", publicity=publicity, publicity_ground="Nog in overleg")
    assert announce() == 2
    assert ("Kwartaalbrief" in as_(world.bureau_only).get(reverse("outbox")).content.decode()) is shown


def test_an_imported_one_is_told_to_nobody(world):
    publication = letters.published(world)
    set_up(
        lambda: BriefingAnnouncement.objects.create(publication=publication, recipients=0, note="Ingelezen")
    )()
    assert announce() == 0


# ---------------------------------------------------------------- attachments
def upload(name: str) -> SimpleUploadedFile:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue(), "image/png")


def attach(client, briefing, woo: str, name: str) -> BriefingAttachment:
    answer = client.post(
        reverse("briefing_attachment_new", args=[briefing.pk]),
        {"name": name, "edocs_number": "0000123", "woo_public": woo, "upload": upload("kaart.png")},
    )
    assert answer.status_code == 302
    return briefing.attachments.get(name=name)


def test_an_attachment_opens_for_readers_when_public_under_the_woo(world, as_):
    briefing = letters.draft(world)
    rows = {woo: attach(as_(world.bureau), briefing, woo, f"Kaart {woo}") for woo in ("ja", "nee")}
    letters.published(world, briefing)

    def status(reader, row):
        return as_(reader).get(reverse("briefing_attachment", args=[briefing.pk, 1, row.pk])).status_code

    assert [status(reader, rows["ja"]) for reader in (None, world.statenlid, world.admin)] == [200, 200, 200]
    assert [status(reader, rows["nee"]) for reader in (None, world.statenlid, world.admin)] == [404, 200, 404]
    assert "Kaart nee" in as_(None).get(briefing.get_absolute_url()).content.decode()


def test_the_letter_links_what_is_public_and_says_what_is_not(world, as_):
    briefing = letters.draft(world)
    rows = {woo: attach(as_(world.bureau), briefing, woo, f"Kaart {woo}") for woo in ("ja", "nee")}
    letters.attachment(briefing, "Zonder bestand")
    letters.published(world, briefing)
    links = {woo: reverse("briefing_attachment", args=[briefing.pk, 1, row.pk]) for woo, row in rows.items()}
    for reader in (None, world.council_member, world.statenlid):
        page = as_(reader).get(briefing.get_absolute_url()).content.decode()
        letter = page[page.index("<article") : page.index("</article>")]
        assert f'<a href="{links["ja"]}">Kaart ja</a>' in letter
        assert links["nee"] not in letter
        assert "niet openbaar" in letter
        assert (links["nee"] in page) is (reader == world.statenlid)
    assert as_(None).get(links["ja"]).status_code == 200
    assert as_(None).get(links["nee"]).status_code == 404


def test_who_reviews_opens_every_file_of_the_draft(world, as_):
    briefing = letters.draft(world)
    rows = [attach(as_(world.bureau), briefing, woo, f"Kaart {woo}") for woo in ("ja", "nee")]
    share(
        briefing,
        world.chair,
        by=world.bureau,
        until=timezone.now() + datetime.timedelta(hours=1),
        reason="Lees",
    )
    briefing.submit(by=world.bureau)
    page = as_(world.chair).get(reverse("briefing_review", args=[briefing.pk])).content.decode()
    for row in rows:
        link = reverse("briefing_draft_file", args=[briefing.pk, row.pk])
        assert f'href="{link}"' in page
        assert as_(world.chair).get(link).status_code == 200
        assert as_(world.member).get(link).status_code == 404
        other = reverse("briefing_draft_file", args=[letters.draft(world).pk, row.pk])
        assert as_(world.bureau).get(other).status_code == 404


def test_a_public_attachment_without_a_file_is_pointed_out(world, as_):
    briefing = letters.draft(world)
    url = reverse("briefing_compose", args=[briefing.pk])
    attach(as_(world.bureau), briefing, "ja", "Kaart")
    assert "heeft geen bestand" not in as_(world.bureau).get(url).content.decode()
    letters.attachment(briefing, "Lege rij")
    assert "“Lege rij” is openbaar, maar heeft geen bestand" in as_(world.bureau).get(url).content.decode()


# ---------------------------------------------------------------- searching
def test_search_shows_what_it_says_and_finds_every_part(world):
    briefing = letters.draft(world, core="<p>De kern staat voorop.</p>", follow_up="<p>Zomergesprek</p>")
    letters.section(briefing, "Tussenkop", "<p>Waterlandse alinea</p>")
    publication = letters.published(world, briefing)
    words = ("Waterlandse", "Zomergesprek", "Tussenkop", "gedeputeerde", publication.registration_number)
    for word in words:
        (hit,) = find(world.statenlid, word, only="briefing")
        assert hit.text.startswith("De kern staat voorop."), word


def test_search_knows_only_what_was_published(world):
    briefing = letters.draft(world, core="<p>Gepubliceerdewoord</p>")
    section = letters.section(briefing, "Kop", "<p>Oudealinea</p>")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, subject="Nieuwonderwerp", core="<p>Nieuwekern</p>")
    letters.change(section.blocks.get(), world.bureau, text="<p>Nieuwealinea</p>")
    for reader in (AnonymousUser(), world.statenlid, world.bureau):
        for word in ("Nieuwonderwerp", "Nieuwekern", "Nieuwealinea"):
            assert not find(reader, word, only="briefing"), word
        for word in ("Gepubliceerdewoord", "Oudealinea"):
            assert len(find(reader, word, only="briefing")) == 1, word
    letters.published(world, Briefing.objects.get(pk=briefing.pk))
    assert len(find(AnonymousUser(), "Nieuwealinea", only="briefing")) == 1
    assert not find(AnonymousUser(), "Oudealinea", only="briefing")


def test_woo_yes_or_no_is_asked_for_every_row(world, as_):
    briefing = letters.draft(world)
    answer = as_(world.bureau).post(
        reverse("briefing_attachment_new", args=[briefing.pk]), {"name": "Kaart", "edocs_number": "1"}
    )
    assert answer.status_code == 422
    assert not briefing.attachments.exists()


def test_a_text_that_speaks_of_an_attachment_warns_while_the_table_is_empty(world, as_):
    briefing = letters.draft(world, core="<p>Zie de bijlage.</p>")
    url, warning = reverse("briefing_compose", args=[briefing.pk]), "noemt een bijlage"
    assert warning in as_(world.bureau).get(url).content.decode()
    letters.attachment(briefing, "Kaart")
    assert warning not in as_(world.bureau).get(url).content.decode()
