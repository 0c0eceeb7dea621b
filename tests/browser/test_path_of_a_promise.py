"""What a council was promised, as new users walk it by links and buttons in an invented region: the promise, the letter
about it, the session it gave rise to, the griffie who says that it is done, and what a visitor reads of all that."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from governance.briefings.dispatch.jobs import publish_asked
from tests import world as cast
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db(transaction=True)

PROMISE = "Na de zomer te bespreken hoe de tafel verdergaat"
LETTER = "Over het vervolg van het overleg"
SESSION = "In gesprek over de tafel"


@pytest.fixture
def people(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    return cast.build_world()


def follow(page: Page, name: str | re.Pattern[str], *, exact: bool = True) -> None:
    page.locator("main").get_by_role("link", name=name, exact=exact).first.click()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def field(page: Page, label: str) -> Locator:
    """The field of the form with this label, needed or not."""
    return page.locator("main form").get_by_label(re.compile(rf"^{re.escape(label)}( \(|$)")).first


def door(page: Page, *names: str) -> None:
    """From the first page of the councils, by the links of the door."""
    page.goto("/staten/")
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()


def write(page: Page, words: str) -> None:
    page.locator(".ProseMirror[contenteditable]").first.click()
    page.keyboard.type(words)
    press(page, "Opslaan")


def promise(clerk: Page, staten: str) -> None:
    door(clerk, "Toezeggingen", "Toezegging noteren")
    field(clerk, "Raad of Staten").select_option(label=staten)
    field(clerk, "Toezegging").fill(PROMISE)
    field(clerk, "Wanneer is zij gedaan").fill("2026-06-05")
    press(clerk, "Voeg toe")
    expect(clerk.get_by_role("heading", level=1)).to_have_text(PROMISE)


def compose(bureau: Page, staten: str, day: datetime.date) -> None:
    """A mededeling that quotes the promise from the register."""
    bureau.goto("/werkbank/")
    bureau.get_by_role("link", name="Briefings", exact=True).first.click()
    follow(bureau, "Nieuwe briefing")
    field(bureau, "Aan wie").select_option(label=staten)
    field(bureau, "Soort").select_option(label="Mededeling")
    field(bureau, "Onderwerp").fill(LETTER)
    press(bureau, "Begin met opstellen")
    follow(bureau, "Gegevens bewerken")
    field(bureau, "Registratienummer").fill("0000077")
    field(bureau, "Datum").fill(day.isoformat())
    field(bureau, "Expertiseteam").fill("Team Voorbeeld")
    field(bureau, "Portefeuillehouder").fill("de gedeputeerde voor zorg")
    press(bureau, "Opslaan")
    follow(bureau, "Kern bewerken")
    write(bureau, "Het college zei u toe hierover te praten. Dit leest u vooraf.")
    follow(bureau, "Hoofdstuk toevoegen")
    field(bureau, "Kop").fill("Wat wij u toezegden")
    press(bureau, "Opslaan")
    follow(bureau, "Fragment bij “Wat wij u toezegden”")
    follow(bureau, "Stand van zaken toezeggingen en moties")
    field(bureau, "Raad of Staten").select_option(label=staten)
    press(bureau, "Zet in het stuk")
    expect(bureau.locator("main").get_by_text(PROMISE).first).to_be_visible()
    follow(bureau, "Vervolg bewerken")
    write(bureau, "Wij praten er met u over in een sessie.")
    press(bureau, "Laat nakijken")
    expect(bureau.locator("main").get_by_text("Wordt nagekeken").first).to_be_visible()


def approve_and_record(other: Page) -> None:
    """A colleague reads it, and writes down where it was determined."""
    other.goto("/werkbank/")
    follow(other, LETTER)
    other.get_by_label("Akkoord").first.check()
    press(other, "Verstuur")
    follow(other, "Leg vast dat het elders is vastgesteld")
    field(other, "Vastgesteld op").fill(timezone.localdate().isoformat())
    field(other, "Waar staat dat?").fill("Besluitenlijst van het college, punt 4")
    press(other, "Verstuur")


def publish(bureau: Page) -> None:
    bureau.reload()
    press(bureau, "Publiceer")
    with acting(SystemActor.WORKER, reason="test"):
        assert publish_asked() == 1
    bureau.reload()
    follow(bureau, "Bekijk de gepubliceerde pagina")
    expect(bureau.get_by_role("heading", level=1)).to_contain_text(LETTER)


def hold_a_session(clerk: Page, staten: str, day: datetime.date) -> None:
    """With the promise and the letter as what gave rise to it, on a slide in the official words."""
    door(clerk, "Sessies", "Sessie plannen")
    field(clerk, "Titel").fill(SESSION)
    field(clerk, "Raad of Staten").select_option(label=staten)
    field(clerk, "Datum").fill(day.isoformat())
    press(clerk, "Voeg toe")
    follow(clerk, "Aanleiding kiezen")
    clerk.get_by_label(re.compile(re.escape(PROMISE))).check()
    clerk.get_by_label(re.compile(re.escape(LETTER))).check()
    press(clerk, "Opslaan")
    follow(clerk, "Presentatie")
    follow(clerk, "Volgende", exact=False)
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Aanleiding")
    expect(clerk.locator(".zz-slide")).to_contain_text(f"{PROMISE} (5 juni 2026)")
    expect(clerk.locator(".zz-slide")).to_contain_text(LETTER)
    clerk.get_by_role("link", name=SESSION, exact=True).first.click()
    press(clerk, "Zij is gehouden")


def propose(bureau: Page) -> None:
    door(bureau, "Toezeggingen", PROMISE)
    follow(bureau, "Stel voor om af te doen")
    field(bureau, "Waardoor is het afgedaan of vervallen?").fill("Met de mededeling en de sessie.")
    field(bureau, "Met welk stuk").select_option(index=1)
    field(bureau, "In welke sessie").select_option(index=1)
    press(bureau, "Leg voor aan de griffie")
    expect(bureau.locator("main").get_by_text("Ligt bij de griffie").first).to_be_visible()


def confirm(clerk: Page) -> None:
    door(clerk, "Toezeggingen", PROMISE)
    follow(clerk, "Beslis")
    clerk.get_by_label("Ja, dit is zo").check()
    clerk.locator("main form button[type=submit]").first.click()
    expect(clerk.locator("main").get_by_text("Bevestigd door de griffie").first).to_be_visible()


def read_it_all(visitor: Page) -> None:
    """From the promise to the session, to the letter, and by its source back to the promise."""
    door(visitor, "Toezeggingen")
    field(visitor, "Stand").select_option(label="Alle")
    visitor.locator("main form").get_by_role("button").first.click()
    follow(visitor, PROMISE)
    expect(visitor.locator("main").get_by_text("Bevestigd door de griffie").first).to_be_visible()
    follow(visitor, SESSION)
    expect(visitor.locator("#aanleiding")).to_contain_text(PROMISE)
    visitor.locator("#aanleiding").get_by_role("link", name=LETTER).click()
    visitor.locator("#gepubliceerd").get_by_role("link", name=LETTER).click()
    expect(visitor.locator("main")).to_contain_text("Dit leest u vooraf.")
    visitor.locator("main a[href*='/staten/toezeggingen/']").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(PROMISE)


def test_from_a_promise_to_what_the_public_reads_of_it_and_back(people, open_as):
    bureau, other, clerk = (open_as(who) for who in (people.bureau, people.bureau_only, people.clerk))
    visitor = open_as(None)
    staten, today = people.staten.name, timezone.localdate()
    for page in (bureau, other, clerk, visitor):
        page.set_default_timeout(8000)
    promise(clerk, staten)
    compose(bureau, staten, today - datetime.timedelta(days=2))
    approve_and_record(other)
    publish(bureau)
    hold_a_session(clerk, staten, today - datetime.timedelta(days=1))
    propose(bureau)
    confirm(clerk)
    read_it_all(visitor)
    assert not [trouble for page in (bureau, other, clerk, visitor) for trouble in page.troubles]
