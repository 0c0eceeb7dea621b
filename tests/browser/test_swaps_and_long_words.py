"""What changes without a new page breaks no rule of the CSP, and no word is so long that a phone slides sideways."""

import pytest
from playwright.sync_api import expect

from tests import world as cast
from tests.browser.test_pages_work_for_everyone import somebody
from tests.governance import agendas

WORD = "Zorgvernieuwing" * 40
SLIDES = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def people(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    return cast.build_world()


def test_adding_moving_and_following_give_no_error_in_the_console(people, open_as):
    meeting = agendas.a_meeting(people.coalition)
    agendas.agenda_of(meeting, "Eerste punt", "Tweede punt")
    page = open_as(people.secretary, "phone")
    page.goto(meeting.get_absolute_url())
    page.get_by_label("Nieuw agendapunt").fill(WORD[:250])
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("link", name=WORD[:250], exact=True)).to_be_visible()
    assert page.locator(".zz-toasts").bounding_box()["height"] < 160
    page.locator("button[name=move][value$=':down']").first.click()
    expect(page.locator(".zz-agenda__line").first).to_contain_text("Tweede punt")
    page.goto(people.coalition.get_absolute_url())
    page.get_by_role("button", name="Volgen", exact=True).click()
    expect(page.get_by_role("button", name="Niet meer volgen")).to_be_visible()
    assert page.troubles == []


def test_a_rule_of_the_csp_that_a_swap_breaks_is_seen(people, open_as):
    page = open_as(people.secretary)
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in trouble for trouble in page.troubles)


def long_everywhere(model, **extra):
    """Give the first object of a model a name without a space, as long as the column takes."""
    one = model.objects.filter(**extra).first()
    texts = {
        "name": 160,
        "title": 200,
        "goal": 600,
        "purpose": 600,
        "about": 600,
        "aliases": 600,
        "location": 200,
    }
    fields = {field.name: field for field in model._meta.concrete_fields}
    changed = {
        name: WORD[: fields[name].max_length or most] for name, most in texts.items() if name in fields
    }
    cast.set_up(model.objects.filter(pk=one.pk).update)(**changed)
    return one.get_absolute_url()


@pytest.mark.parametrize("role", [None, "secretaris"])
def test_a_word_of_hundreds_of_letters_pushes_no_page_sideways(own_demo, open_as, role):
    from django.urls import reverse

    from governance.bodies.models import Body
    from governance.meetings.models import AgendaItem, Meeting
    from partners.organisations.models import Organisation
    from themes.tasks.models import TransformationTask
    from themes.themes.models import Theme

    meeting = Meeting.objects.filter(items__isnull=False).first()
    paths = [long_everywhere(Body, pk=meeting.body_id), long_everywhere(Meeting, pk=meeting.pk)]
    item = meeting.items.first()
    long_everywhere(AgendaItem, pk=item.pk)
    agendas.publish(Meeting.objects.get(pk=meeting.pk))
    paths += [long_everywhere(model) for model in (Organisation, Theme, TransformationTask)]
    paths += [
        reverse("item", args=[item.pk]),
        "/agenda/",
        "/netwerk/",
        "/themas/",
        "/opgaven/",
        "/organisaties/?q=Zorgvernieuwing",
    ]
    page = open_as(somebody(role), "phone")
    wrong = []
    for path in paths:
        assert page.goto(path).status == 200, path
        assert page.get_by_text(WORD[:40]).count(), path
        if page.evaluate(SLIDES):
            wrong.append(path)
    assert wrong == []


def test_a_list_in_beheer_slides_in_its_own_box_on_a_phone(own_demo, open_as):
    page = open_as(somebody("beheer"), "phone")
    slid = []
    for path in (
        "zorgzaam/user",
        "governance/mandate",
        "governance/agendapublication",
        "partners/organisation",
    ):
        assert page.goto(f"/beheer/{path}/").status == 200, path
        assert not page.evaluate(SLIDES), path
        wider = "(() => { const box = document.querySelector('.results'); return box.scrollWidth > box.clientWidth })()"
        slid.append(page.evaluate(wider))
    assert any(slid), "the control: a list that fits proves nothing"
    page.evaluate("document.querySelector('main').prepend(document.querySelector('#result_list'))")
    page.evaluate("document.querySelector('#result_list').style.minWidth = '700px'")
    assert page.evaluate(SLIDES), "the control: the same list without its box"


def test_the_menu_of_who_reads_along_is_one_line_on_a_desk(own_demo, open_as):
    lines = "new Set([...document.querySelectorAll('.zz-door-nav li')].map(each => each.offsetTop)).size"
    for role in ("bureau", "secretaris"):
        page = open_as(somebody(role), "desk")
        for path in ("/agenda/", "/werkbank/"):
            page.goto(path)
            assert page.evaluate(lines) == 1, (role, path)
    page.goto("/agenda/")
    assert page.locator(".zz-door-nav").get_by_text("Meelezen").is_visible()
    page.set_viewport_size({"width": 768, "height": 900})
    assert page.evaluate(lines) > 1, "the control: narrower than its words it has a second line"


def test_organisations_are_chosen_with_the_keyboard_by_another_name_or_a_part(people, open_as):
    cast.organisation("Ministerie van Dijken", aliases="MVD")
    for number in (1, 2):
        cast.organisation(f"Huisartsen Dijk {number}")
    page = open_as(people.partner)
    page.goto("/partner/transformatieplannen/nieuw/")
    here, box = page.url, page.locator("[data-pick] input[type=text]").first
    for typed, key, taken in (("mvd", "Tab", 1), ("huisartsen", "Enter", 1), ("dijk 2", "Enter", 2)):
        box.fill(typed)
        box.press(key)
        assert page.locator("[data-pick] label").count() == taken, typed
    chosen = page.locator("[data-pick] label").all_inner_texts()
    assert [one.strip() for one in chosen] == ["Ministerie van Dijken", "Huisartsen Dijk 2"]
    assert page.url == here, "nothing was sent"
    assert page.troubles == []


def test_on_a_phone_one_menu_opens_every_link_of_the_door(people, open_as):
    page = open_as(None, "phone")
    page.goto("/")
    links, wide = page.locator(".zz-door-nav a"), page.viewport_size["width"]
    expect(links.first).to_be_hidden()
    page.locator(".zz-doors__phone > summary").click()
    for link in links.all():
        expect(link).to_be_visible()
        box = link.bounding_box()
        assert 0 <= box["x"] <= wide - box["width"]
        assert box["height"] >= 44
    assert links.count() >= 9
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(links.first).to_be_visible()
