"""What was sent is for everybody, for good: page, archive, feed, search, and the way back from each record."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from newsletters.issues.models import BlockKind
from newsletters.issues.telling import PUBLIC_READER
from tests.governance.agendas import a_meeting, publish
from tests.governance.deciding import decided
from tests.newsletters.issues import making
from tests.partners.in_public import on_the_site
from tests.queries import of_the_page
from tests.themes.making import generation, theme
from tests.world import World
from zorgzaam.search import find

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_an_issue_is_read_by_everybody_once_it_is_out_and_by_nobody_before(world: World, as_):
    issue = making.an_issue(world, "Buurtteams van start")
    making.a_block(world, issue, heading="Welkom bij dit nummer")
    approved = making.approved(world, issue)
    url = reverse("newsletter_issue", args=[approved.number, "buurtteams-van-start"])
    assert as_(None).get(url).status_code == 404
    assert "Buurtteams" not in as_(None).get(reverse("newsletter_archive")).content.decode()
    making.step(world.bureau, approved, "loopt", begun_at=timezone.now())
    page = as_(None).get(url)
    assert page.status_code == 200
    assert "Welkom bij dit nummer" in page.content.decode()


def test_another_title_in_the_address_leads_to_the_right_one(world: World, as_):
    issue = making.out(world)
    response = as_(None).get(reverse("newsletter_issue", args=[issue.number, "iets-anders"]))
    assert response.status_code == 301
    assert response.headers["Location"] == issue.get_absolute_url()


def test_the_archive_has_them_by_year_with_the_newest_first(world: World, as_):
    now = timezone.now()
    for title, at in (("Oud", now - 800 * DAY), ("Nieuw", now), ("Ouder nieuw", now - DAY)):
        making.out(world, making.an_issue(world, title), at=at)
    page = as_(None).get(reverse("newsletter_archive")).content.decode()
    assert page.index(">Nieuw<") < page.index(">Ouder nieuw<") < page.index(">Oud<")
    assert str((now - 800 * DAY).year) in page


def test_the_feed_tells_what_is_new_once(world: World, as_):
    issue = making.out(world, making.an_issue(world, "Nummer <een>"))
    making.an_issue(world, "Nog niet uit")
    client = as_(None)
    response = client.get(reverse("newsletter_feed"))
    feed = b"".join(response) if response.streaming else response.content
    assert issue.get_absolute_url() in feed.decode()
    assert "Nummer &lt;een&gt;" in feed.decode()
    assert "Nog niet uit" not in feed.decode()
    again = client.get(reverse("newsletter_feed"), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("who", ["visitor", "bureau"])
def test_search_finds_what_was_sent_and_no_draft(world: World, who: str):
    block = {"heading": "Wandelen", "words": "<p>Buren wandelen elke zaterdag.</p>"}
    sent, draft = making.an_issue(world, "Verzonden"), making.an_issue(world, "Concept")
    for issue in (sent, draft):
        making.a_block(world, issue, **block)
        making.frozen(world, issue)
    making.out(world, sent)
    reader = world.bureau if who == "bureau" else PUBLIC_READER
    assert [hit.title for hit in find(reader, "zaterdag", only="newsletter")] == ["Verzonden"]


def test_each_record_says_in_which_issue_it_stood(world: World, as_):
    decision, publication = decided(world.coalition), on_the_site(world, "Samen eten")
    mind = theme(generation("Ander plan"), "Mentale gezondheid")
    issue = making.an_issue(world, "Alles bij elkaar")
    making.of_decision(world, issue, decision)
    making.a_block(world, issue, BlockKind.INITIATIVE, initiative=publication.initiative, themes=[mind.pk])
    meeting = a_meeting(world.coalition)
    publish(meeting)
    making.a_block(world, issue, BlockKind.MEETING, meeting=meeting)
    told = (decision, publication, mind, meeting)
    pages = [record.get_absolute_url() for record in told]
    for page in pages:
        assert "Alles bij elkaar" not in as_(None).get(page).content.decode(), "not before it is out"
    issue = making.out(world, issue)
    for page in pages:
        html = as_(None).get(page).content.decode()
        assert f"Nieuwsbrief {issue.number}: Alles bij elkaar" in html
        assert issue.get_absolute_url() in html


def test_a_picture_opens_with_the_issue_it_is_in(world: World, as_):
    issue = making.an_issue(world)
    block = making.a_block(
        world, issue, BlockKind.PICTURE, picture=making.a_picture(), picture_name="w.png", picture_words="Wijk"
    )  # fmt: skip
    url = reverse("newsletter_picture", args=[block.pk])
    assert as_(None).get(url).status_code == 404
    assert as_(world.bureau).get(url).status_code == 200
    making.out(world, issue)
    assert as_(None).get(url).status_code == 200


@pytest.mark.parametrize("page", ["newsletter_archive", "newsletter_feed", "issues"])
def test_a_list_of_twenty_asks_what_a_list_of_two_asks(world: World, as_, page: str):
    client = as_(world.bureau)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(page))
        return of_the_page(captured)

    for _ in range(2):
        making.out(world, making.an_issue(world))
        making.an_issue(world, "In de maak")
    asked()
    few = asked()
    for _ in range(10):
        making.out(world, making.an_issue(world))
        making.an_issue(world, "In de maak")
    assert asked() == few


def test_a_block_says_what_it_is_on_the_site_as_in_the_mail(world: World, as_):
    issue = making.an_issue(world)
    making.of_decision(world, issue, decided(world.coalition, "Samen verder"))
    making.a_block(world, issue, heading="Gewoon bericht")
    page = html.fromstring(as_(None).get(making.out(world, issue).get_absolute_url()).content.decode())
    blocks = page.xpath("//article/section")
    labels = [[each.text for each in block.xpath("./p[@class='zz-issue-block__kind']")] for block in blocks]
    assert labels == [["Besluit"], []]
