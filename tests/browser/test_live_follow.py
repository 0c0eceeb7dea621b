"""Two browsers at one meeting: the second follows by itself, and words typed without a connection are not lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from governance.live.models import LiveNote
from tests import world as cast
from tests.governance.tables import a_table

# The page may be slow on a busy machine; how often it asks is what is promised.
PATIENCE = 15_000
WORDS = "Iedereen was het eens, ook zonder verbinding."
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


@pytest.fixture
def table(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    cast.build_world()
    return a_table("Eerste punt", "Tweede punt")


def test_another_browser_follows_and_unsent_words_wait_for_the_connection(table, open_as):
    url = reverse("live", args=[table.meeting.pk])
    secretary, member = open_as(table.secretary), open_as(table.members[0], "phone")
    for page in (secretary, member):
        page.goto(url)
    pulse = re.fullmatch(r"every (\d+)s", member.locator("[data-follows]").get_attribute("hx-trigger"))
    assert pulse
    assert int(pulse[1]) <= 2
    with member.expect_response(lambda answer: answer.url.endswith("/nu/"), timeout=PATIENCE) as quiet:
        pass
    assert quiet.value.status == 304, "while nothing changed nothing is sent"
    secretary.get_by_role("button", name="Volgende punt").click()
    expect(member.locator(".zz-card--now h2")).to_have_text("2. Tweede punt", timeout=PATIENCE)
    expect(secretary.locator("#live-punt h2").first).to_contain_text("Tweede punt")
    assert member.troubles == []

    secretary.context.set_offline(True)
    box = secretary.get_by_label("Notities", exact=True)
    box.fill(WORDS)
    expect(secretary.get_by_text("Geen verbinding. Wat je typte staat hier nog")).to_be_visible(
        timeout=PATIENCE
    )
    expect(box).to_have_value(WORDS)
    assert not LiveNote.objects.exists(), "the control: nothing came through"
    assert WORDS not in secretary.evaluate(STORED)
    secretary.context.set_offline(False)
    expect(secretary.locator("[data-note-state]")).to_have_text("Bewaard.", timeout=PATIENCE)
    assert LiveNote.objects.get(item=table.items[1]).text == WORDS
    assert secretary.evaluate("localStorage.length") == member.evaluate("localStorage.length") == 0
