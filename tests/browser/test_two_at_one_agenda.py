"""Two people at one agenda: what the one does appears with the other, who loses no word and no place."""

import pytest
from playwright.sync_api import expect

from tests import world as cast
from tests.governance import agendas


@pytest.fixture
def people(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    return cast.build_world()


def test_an_item_of_somebody_else_appears_while_words_stay(people, open_as):
    meeting = agendas.a_meeting(people.coalition)
    agendas.agenda_of(meeting, "Eerste punt", "Tweede punt")
    mine, theirs = open_as(people.secretary, "phone"), open_as(people.chair)
    for page in (mine, theirs):
        page.goto(meeting.get_absolute_url())
    mine.get_by_label("Nieuw agendapunt").fill("Half getypt")
    theirs.get_by_label("Nieuw agendapunt").fill("Van de voorzitter")
    theirs.get_by_role("button", name="Toevoegen").click()
    expect(mine.get_by_role("link", name="Van de voorzitter")).to_be_visible(timeout=10_000)
    expect(mine.locator("#meldingen-vast")).to_contain_text(people.chair.person.name)
    expect(mine.get_by_label("Nieuw agendapunt")).to_have_value("Half getypt")
    expect(mine.get_by_label("Nieuw agendapunt")).to_be_focused()
    mine.locator("button[name=move][value$=':down']").first.click()
    expect(mine.locator(".zz-agenda__line").first).to_contain_text("Tweede punt")
    expect(mine.get_by_label("Nieuw agendapunt")).to_have_value("Half getypt")
    mine.locator("#agendaregels details[data-menu] summary").first.click()
    agendas.an_item(meeting, "Terwijl het menu open is")
    mine.wait_for_timeout(5_000)
    expect(mine.get_by_role("link", name="Terwijl het menu open is")).to_have_count(0)
    mine.keyboard.press("Escape")
    expect(mine.get_by_role("link", name="Terwijl het menu open is")).to_be_visible(timeout=10_000)
    assert [*mine.troubles, *theirs.troubles] == []
