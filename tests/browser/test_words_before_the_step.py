"""Words typed at a meeting are kept before the page moves on, however fast somebody presses the next button."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from governance.live.models import LiveNote
from governance.live.running import is_closed
from tests import world as cast
from tests.governance.tables import a_table

PATIENCE = 15_000
NOTED = "**/live/notitie/**"


@pytest.fixture
def table(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    cast.build_world()
    return a_table("Eerste punt", "Tweede punt", "Derde punt")


@pytest.fixture
def desk(table, open_as):
    page = open_as(table.secretary)
    page.goto(reverse("live", args=[table.meeting.pk]))
    page.asked = []
    page.on("dialog", lambda dialog: (page.asked.append(dialog.type), dialog.accept()))
    return page


def box_of(page):
    return page.get_by_label("Notities", exact=True)


def text_at(item, closed=False):
    return LiveNote.objects.filter(item=item, closed=closed).values_list("text", flat=True).first()


def test_what_was_typed_is_kept_before_a_step_and_before_a_link(table, desk):
    first, second, _ = table.items
    box_of(desk).press_sequentially("Nog net getypt.")
    desk.get_by_role("button", name="Volgende punt").click()
    expect(desk.locator("#live-punt h2").first).to_contain_text("Tweede punt", timeout=PATIENCE)
    assert text_at(first) == "Nog net getypt."

    box_of(desk).press_sequentially("Voor de deuren.")
    desk.get_by_role("button", name="Besloten deel").click()
    expect(desk.get_by_text("De deuren zijn dicht").first).to_be_visible(timeout=PATIENCE)
    assert text_at(second) == "Voor de deuren.", "said before the doors closed, and so in the open note"
    assert text_at(second, closed=True) is None
    assert is_closed(table.live)

    box_of(desk).press_sequentially("Achter de deuren.")
    desk.get_by_role("link", name="Derde punt").first.click()
    expect(desk.locator("#live-punt h2").first).to_contain_text("Derde punt", timeout=PATIENCE)
    assert text_at(second, closed=True) == "Achter de deuren."
    assert desk.asked == [], "nothing was about to be lost, so nobody is asked"


def test_words_that_cannot_be_kept_hold_the_page_until_somebody_insists(table, desk):
    desk.route(NOTED, lambda route: route.abort())
    box_of(desk).fill("Zonder verbinding.")
    desk.get_by_role("button", name="Volgende punt").click()
    expect(desk.get_by_text("is nog niet bewaard. Daarom is er nog niets gedaan").first).to_be_visible(
        timeout=PATIENCE
    )
    expect(box_of(desk)).to_have_value("Zonder verbinding.")
    assert table.live.current_id == table.item.pk, "the step waits for the words"
    assert desk.asked == []

    desk.unroute(NOTED)
    desk.get_by_role("button", name="Volgende punt").click()
    expect(desk.locator("#live-punt h2").first).to_contain_text("Tweede punt", timeout=PATIENCE)
    assert text_at(table.item) == "Zonder verbinding."

    desk.route(NOTED, lambda route: route.abort())
    box_of(desk).fill("Deze gaan weg.")
    for _ in range(2):
        desk.get_by_role("button", name="Volgende punt").click()
        desk.wait_for_timeout(500)
    expect(desk.locator("#live-punt h2").first).to_contain_text("Derde punt", timeout=PATIENCE)
    assert desk.asked == ["beforeunload"], "who insists is asked by the browser"


def test_pressing_save_while_the_page_saves_by_itself_is_no_clash(table, desk):
    box = box_of(desk)
    box.press_sequentially("Eerste woorden")
    with desk.expect_request(NOTED, timeout=PATIENCE):
        pass
    box.press_sequentially(" en meer")
    desk.get_by_role("button", name="Bewaar de notities").click()
    expect(desk.locator("[data-note-state]")).to_have_text("Bewaard.", timeout=PATIENCE)
    assert text_at(table.item) == "Eerste woorden en meer"
