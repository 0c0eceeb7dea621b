"""A PDF is asked for with one press, the page tells by itself when it is there, and without script by a link."""

from pathlib import Path

import pytest
from django.urls import reverse

from governance.printouts.models import Printout
from tests.governance import letters, printing
from tests.governance.council.meeting import a_session

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_of_a_draft_tells_by_itself_that_the_pdf_is_there(world, open_as):
    page = open_as(world.bureau)
    page.goto(reverse("briefing_compose", args=[letters.draft(world).pk]))
    page.get_by_role("button", name="PDF", exact=True).click()
    page.wait_for_selector("[role=status]:has-text('wacht op zijn beurt')")
    assert printing.work() == 1
    page.wait_for_selector("text=De PDF is klaar")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de PDF").click()
    assert download.value.suggested_filename == "concept-mededeling.pdf"
    assert Path(download.value.path()).read_bytes() == bytes(Printout.objects.get().pdf)
    assert page.troubles == []


def test_a_visitor_without_script_gets_the_slides(world, open_as):
    session = a_session(world.staten)
    page = open_as(None, "phone", script=False)
    page.goto(reverse("council_session_slide", args=[session.pk, 1]))
    page.get_by_role("link", name="Alle dia's als PDF").click()
    page.get_by_role("button", name="Maak de PDF").click()
    assert printing.work() == 1
    page.get_by_role("link", name="Ververs").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
