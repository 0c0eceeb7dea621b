"""The netwerkbureau makes an issue: the desk, the form of a block and the preview pass axe, and show what goes out."""

import pytest
from django.urls import reverse

from newsletters.issues.models import BlockKind
from tests.browser.test_pages_work_for_everyone import _axe, with_axe
from tests.newsletters.issues import making
from tests.world import build_world

SHORT, LONG = (
    "<p>Een korte tekst over plaatsvervangend GGD.</p>",
    "".join(f"<p>Regel {n}.</p>" for n in range(12)),
)
CUT = "each => each.scrollHeight > each.clientHeight + 1"


@pytest.fixture
def world(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    return build_world()


@pytest.fixture
def page(world, open_as):
    return with_axe(open_as(world.bureau))


def test_the_desk_shows_short_words_whole_and_cuts_long_ones_after_a_line(world, page):
    issue = making.an_issue(world)
    for words in (SHORT, LONG):
        making.a_block(world, issue, words=words)
    page.goto(issue.desk_url)
    shown = page.locator(".zz-issue-lines__words")
    assert not shown.nth(0).evaluate(CUT)
    assert shown.nth(1).evaluate(CUT)
    assert shown.nth(0).evaluate("each => getComputedStyle(each).maskImage") == "none"
    assert _axe(page) + page.troubles == []


def test_the_editor_of_a_block_has_its_name(world, page):
    page.goto(reverse("block_new", args=[making.an_issue(world).pk, "tekst"]))
    page.wait_for_selector(".prose-menubar")
    assert page.get_by_role("textbox", name="Tekst", exact=True).count() == 1
    assert _axe(page) + page.troubles == []


def test_the_preview_shows_the_pictures_of_the_mail(world, page):
    issue = making.an_issue(world)
    making.a_block(
        world, issue, BlockKind.PICTURE, picture=making.a_picture(), picture_name="w.png", picture_words="De wijk"
    )  # fmt: skip
    page.goto(reverse("issue_preview", args=[issue.pk]))
    mail = page.frame_locator("iframe.zz-mail-frame").get_by_alt_text("De wijk")
    assert mail.evaluate("each => each.decode().then(() => each.naturalWidth)") > 0
    page.get_by_label("Kijk als deze lezer").fill("niemand@post.example")
    page.get_by_role("button", name="Kijk", exact=True).click()
    page.wait_for_selector("#lezer-fout")
    assert page.get_by_label("Kijk als deze lezer").input_value() == "niemand@post.example"
    assert _axe(page) == []
