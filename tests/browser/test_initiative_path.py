"""An organisation that is not in the network brings in an idea from a phone, without an account, and reads in the end
what the coalition decided about it. In between: triage, two assessors, an agenda; every step mailed."""

import re

import pytest
from playwright.sync_api import Page, expect

from governance.initiatives.jobs import follow_items
from governance.meetings.models import AgendaItem
from partners.initiatives.emails.jobs import tell_about_moves
from partners.initiatives.jobs import print_submissions, tell_received
from partners.initiatives.models import Initiative, Move, State
from tests.governance.agendas import PDF, a_meeting, held, publish
from tests.governance.deciding import a_proposal, adopt
from tests.partners import initiatives as made
from tests.world import build_world
from zorgzaam.post.models import OutgoingMail

TITLE, ADDRESS = "Samen wandelen langs de dijk", "wil@wandelclub.example"
WORDS = "Elke week wandelt een groep buren samen."
FILE = "plan.pdf"
REASON = "Goed doordacht, en het past in de buurt."


@pytest.fixture
def world(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    made.a_theme()
    for position, name in enumerate(("Kwaliteit", "Toegankelijkheid"), start=1):
        made.a_criterion(name, position)
    return build_world()


def mailed_link(kind: str) -> str:
    """The last link in the newest mail of this kind to who has no account."""
    mail = OutgoingMail.objects.filter(to_address=ADDRESS, kind__startswith=kind).latest("created_at")
    address: str = re.findall(r"https?://[^/\s]+(/indienen/\S+)", mail.text)[-1]
    return address


def begin(page: Page) -> None:
    page.goto("/indienen/")
    page.get_by_label("Hoe heet uw initiatief?").fill(TITLE)
    page.get_by_label("Naam van uw organisatie").fill("Wandelclub De Dijk")
    page.get_by_label("Uw naam").fill("Wil Wandelaar")
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_role("button", name="Begin").click()


def fill_in(page: Page) -> None:
    """Every step until what is left is to send it."""
    while not page.url.endswith("/indienen/"):
        for box in page.locator("main form textarea:visible").all():
            box.fill(WORDS)
        for name in ("whole_region", "themes"):
            if page.locator(f"main form input[name={name}]").count():
                page.locator(f"main form input[name={name}]").first.check()
        for yes in page.locator("main form input[type=radio][value=ja]").all():
            yes.check()
        for chooser in page.locator("main input[type=file]").all():
            chooser.set_input_files({"name": FILE, "mimeType": "application/pdf", "buffer": PDF})
        here = page.url
        page.locator("main").get_by_role("button", name="verder").click()
        page.wait_for_url(lambda url, here=here: url != here)


def sent(page: Page) -> Initiative:
    """Confirmed by the mailed link, and sent by a press on the button that comes twice."""
    expect(page.locator("main")).to_contain_text("Bevestig eerst uw e-mailadres")
    page.goto(mailed_link(""))
    page.get_by_role("button", name="Bevestig mijn e-mailadres").click()
    page.locator("input[name=takes_part]").check()
    page.get_by_role("button", name="Dien in").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("We hebben uw initiatief ontvangen")
    row = Initiative.objects.get()
    expect(page.get_by_text(f"Uw nummer is {row.number}")).to_be_visible()
    assert row.files.get().filename == FILE, "chosen, and then on by the button that goes on"
    return row


def triage(page: Page, row: Initiative) -> None:
    page.goto(row.get_absolute_url())
    page.get_by_role("button", name="Ik pak dit op").click()
    page.get_by_role("link", name="Laat het beoordelen").click()
    for name in ("Lot Lid", "Ode Ander"):
        page.locator("input[name=people][type=text]:visible").last.fill(name)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Vraag deze mensen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def assess(page: Page, row: Initiative, who: object) -> None:
    page.goto(f"/beoordelingen/{row.assessments.get(person=who.person).pk}/")
    for group in page.locator("main form fieldset").all():
        group.locator("input[type=radio]").first.check()
    for box in page.locator("main form textarea:visible").all():
        box.fill(REASON)
    page.get_by_role("button", name=re.compile("^Lever")).click()
    expect(page.locator("main")).not_to_contain_text("Dit is nog niet goed")


def to_the_agenda(page: Page, row: Initiative) -> AgendaItem:
    page.goto(f"{row.get_absolute_url()}agenda/")
    page.locator("select[name=where]").select_option(index=1)
    page.get_by_role("button", name="Breng het in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return AgendaItem.objects.get(title=TITLE)


def tell() -> None:
    """What the jobs of a minute do."""
    follow_items()
    tell_received()
    print_submissions()
    tell_about_moves()


def test_from_a_phone_without_an_account_to_what_was_decided(world, open_as):
    meeting = a_meeting(world.coalition, "Zorgraad in mei")
    phone, desk = open_as(None, "phone"), open_as(world.bureau)
    begin(phone)
    fill_in(phone)
    row = sent(phone)
    tell()
    triage(desk, row)
    tell()
    for who in (world.member, world.other_member):
        assess(open_as(who), row, who)
    desk.goto(f"{row.get_absolute_url()}beoordelingen/")
    expect(desk.locator("main")).to_contain_text(REASON)
    item = to_the_agenda(desk, row)
    tell()
    publish(meeting)
    held(meeting)
    decision = adopt(a_proposal(item))
    tell()
    tell()
    phone.goto(mailed_link("initiative-move"))
    expect(phone.locator("main")).to_contain_text("Opgenomen")
    for said in (decision.points[0], "Op de agenda van", "Bij beoordeling", "In triage", "Ontvangen"):
        expect(phone.locator("main")).to_contain_text(said)
    states = list(Move.objects.order_by("at").values_list("state", flat=True))
    assert states == [State.RECEIVED, State.TRIAGE, State.ASSESSING, State.ON_AGENDA, State.TAKEN_UP]
    assert not Move.objects.filter(notice__isnull=True).exists(), "every step was told"
    told = OutgoingMail.objects.filter(to_address=ADDRESS)
    assert told.count() >= len(states), "the link, and a mail of each step it was told of"
    assert not phone.troubles + desk.troubles
