"""For readers: ETag and 304, few queries, headers of the PDF, mail once, attachments by Woo."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.bodies.models import Mandate
from governance.briefings.content import BriefingAttachment
from governance.briefings.jobs import announce
from governance.briefings.publication import BriefingAnnouncement
from tests.governance import letters
from tests.world import end, set_up
from zorgzaam.follow import Follow
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.permission import LAPSED


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(url).status_code == 200
    return len([q for q in counted.captured_queries if "SAVEPOINT" not in q["sql"]])


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
