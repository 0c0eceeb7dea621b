"""What was published stands in the register of the council it went to: once, no more open than it is."""

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.briefings.following import BriefingLine
from governance.briefings.jobs import announce
from governance.briefings.registering import RegisteredBriefing, enter
from governance.council.notices.models import CouncilNotice, NoticeKind
from tests.governance import letters, proposals
from tests.governance.council import registers
from tests.world import set_up

HOUR = datetime.timedelta(hours=1)


def again(world, briefing, **changes):
    """The next version of a published briefing."""
    briefing.refresh_from_db()
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, **changes)
    return letters.published(world, briefing)


def test_what_is_published_is_entered_with_its_number_and_its_days(world, as_):
    sent = letters.DAY + datetime.timedelta(days=1)
    publication = letters.published(world, decided_on=letters.DAY, sent_on=sent)
    line = CouncilNotice.objects.get()
    assert (line.council, line.kind, line.title) == (world.staten, NoticeKind.NOTICE, publication.subject)
    assert (line.number, line.dated_on) == (publication.registration_number, letters.DAY)
    assert (line.decided_on, line.sent_on, line.publicity) == (letters.DAY, sent, "openbaar")
    assert line.url == f"{settings.SITE_URL}{publication.get_absolute_url()}"
    page = as_(None).get(line.get_absolute_url()).content.decode()
    assert reverse("briefing_pdf", args=[publication.briefing_id, 1]) in page


def test_twice_is_once(world):
    publication = letters.published(world)
    publication.briefing.publish(by=world.bureau)
    with letters.acting(world.bureau):
        assert not enter(publication)
    announce()
    assert CouncilNotice.objects.count() == RegisteredBriefing.objects.count() == 1


def test_a_proposal_to_a_college_is_in_the_register_of_no_council(world):
    letters.published(world, proposals.full(world))
    announce()
    assert not CouncilNotice.objects.exists()


def test_a_besloten_one_is_besloten_in_the_register_too(world, as_):
    letters.published(world, publicity="besloten", publicity_ground="Nog geen besluit")
    line = CouncilNotice.objects.get()
    assert (line.publicity, line.publicity_ground) == ("besloten", "Nog geen besluit")
    for reader, status in ((None, 404), (world.council_member, 404), (world.statenlid, 200)):
        assert as_(reader).get(line.get_absolute_url()).status_code == status


def test_a_confidential_one_is_in_no_register(world):
    letters.published(world, publicity="vertrouwelijk", publicity_ground="Personen")
    announce()
    assert not CouncilNotice.objects.exists()


@pytest.fixture
def embargoed(world):
    return letters.published(world, embargo_until=timezone.now() + HOUR)


def end_embargo(monkeypatch):
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr("zorgzaam.publicity.timezone.now", lambda: later)


def test_a_griffie_reads_nothing_of_it_before_the_embargo_is_over(world, embargoed, monkeypatch):
    announce()
    assert not CouncilNotice.objects.exists()
    end_embargo(monkeypatch)
    announce()
    assert CouncilNotice.objects.get().title == embargoed.subject


def test_the_next_version_changes_the_line_and_not_what_the_griffie_wrote(world):
    briefing = letters.published(world).briefing
    line = CouncilNotice.objects.get()
    set_up(CouncilNotice.objects.filter(pk=line.pk).update)(number="PS 2026-12")
    again(world, briefing, subject="Een ander onderwerp", sent_on=letters.DAY)
    line.refresh_from_db()
    assert (line.title, line.number, line.sent_on) == ("Een ander onderwerp", "PS 2026-12", letters.DAY)
    assert briefing.publications.get(version=1).subject != line.title
    assert briefing.registered.version == 2


def test_a_next_version_under_embargo_is_not_told_early(world, monkeypatch):
    publication = letters.published(world)
    again(world, publication.briefing, subject="Nog geheim", embargo_until=timezone.now() + HOUR)
    announce()
    assert CouncilNotice.objects.get().title == publication.subject
    end_embargo(monkeypatch)
    announce()
    assert CouncilNotice.objects.get().title == "Nog geheim", "the control"


def test_a_line_the_griffie_made_before_becomes_the_line_of_it(world):
    noted = registers.a_notice(world.staten, "Zoals de griffie het noemt", number="0000777")
    letters.published(world, registration_number="0000777")
    line = CouncilNotice.objects.get()
    assert (line.pk, line.title) == (noted.pk, "Zoals de griffie het noemt")
    assert line.url


def test_a_number_that_is_taken_by_something_else_stops_no_publication(world):
    registers.a_notice(world.staten, "Een memo", number="0000777", kind=NoticeKind.MEMO)
    letters.published(world, registration_number="0000777")
    assert CouncilNotice.objects.get(kind=NoticeKind.NOTICE).number == ""


def test_what_is_withdrawn_says_so_in_the_register(world, as_):
    briefing = letters.published(world).briefing
    briefing.withdraw(by=world.bureau, because="Er staat een fout in.")
    line = CouncilNotice.objects.get()
    assert line.withdrawn_on == timezone.localdate()
    page = as_(None).get(line.get_absolute_url()).content.decode()
    assert "Er staat een fout in." in page
    assert "Ingetrokken" in as_(None).get(reverse("council_notices")).content.decode()


def test_what_was_withdrawn_before_its_embargo_was_over_is_never_entered(world, embargoed, monkeypatch):
    embargoed.briefing.withdraw(by=world.bureau, because="Toch niet.")
    end_embargo(monkeypatch)
    announce()
    assert not CouncilNotice.objects.exists()


def test_more_of_them_cost_the_register_no_more_questions(world, as_):
    url, client = reverse("council_notices"), as_(None)
    counts = []
    for many in (1, 3):
        for _ in range(many):
            letters.published(world)
        client.get(url)
        with CaptureQueriesContext(connection) as made:
            client.get(url)
        counts.append(len(made))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("noted", [False, True], ids=["new line", "line of the griffie"])
def test_it_stands_in_the_dossier_that_was_chosen_for_it_and_is_news_there(world, as_, noted):
    dossier, other = registers.a_dossier("Ziekenhuis"), registers.a_dossier("Wonen")
    briefing = letters.full(world)
    with letters.acting(world.bureau):
        BriefingLine.objects.create(briefing=briefing, dossier=dossier)
    if noted:
        registers.a_notice(world.staten, number=briefing.registration_number, kind=NoticeKind.NOTICE)
    letters.published(world, briefing)
    line = CouncilNotice.objects.get()
    assert line.dossier == dossier
    feed = reverse("briefings_feed_of_dossier", args=[dossier.pk])
    assert briefing.get_absolute_url() in as_(None).get(feed).content.decode()
    with letters.acting(world.clerk):
        line.dossier = other
        line.save()
    again(world, briefing)
    line.refresh_from_db()
    assert line.dossier == other, "what the griffie chose stays"
