"""The chain inside the Regioplan, as new users walk it in a wholly invented region: from what somebody says on a phone
to a task, an agreement, a report on the dashboard, and a plan every municipality agreed to; by links and buttons."""

import datetime
import re
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from governance.bodies.models import BodyKind, Role
from partners.regions.models import Region
from regioplan.approvals.stand import NOT_ALL
from tests.regions import deltaland
from tests.regioplan import making, making_plans
from tests.themes import making as themes
from tests.world import account, body, mandate, set_up
from themes.criteria.models import AssessmentCriterion
from themes.findings.models import DiscussionQuestion
from zorgzaam.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Een bus om het uur"
SAID = ("De bus komt te weinig", "Ouderen blijven thuis")


@dataclass
class Cast:
    """Who walks: the netwerkbureau, the trekker of a schrijfteam, somebody of the programmateam, and a partner."""

    bureau: User
    lead: User
    reviewer: User
    partner: User
    plan: str


@pytest.fixture
def cast(transactional_db, settings) -> Cast:
    """Deltaland with a theme, an empty list of tasks and a plan that was published and nobody decided about."""
    settings.MFA_REQUIRED_FOR_STAFF = False
    deltaland.load()
    theme = themes.theme(themes.generation("Deltaplan 2030"), "Vervoer")
    set_up(DiscussionQuestion.objects.create)(generation=theme.generation, position=1, text="Wat is lastig?")
    set_up(AssessmentCriterion.objects.create)(name="Kwaliteit", position=1)
    people = {"lead": account("Trui Trekker"), "reviewer": account("Piet Programma")}
    mandate(people["lead"], body("Schrijfteam Vervoer", BodyKind.WRITING_TEAM), Role.LEAD)
    mandate(people["reviewer"], body("Programmateam Deltaland", BodyKind.CORE_TEAM))
    themes.task_list("Deltalijst", datetime.date(2024, 1, 1))
    making.rhythm()
    plan = making_plans.plan(Region.objects.get(is_ours=True))
    making_plans.taken_over(plan)
    known = {key: User.objects.get(email=f"{key}@deltaland.example") for key in ("bureau", "partner")}
    return Cast(**known, **people, plan=plan.get_absolute_url())


def follow(page: Page, name: str) -> None:
    """Click a link of the page itself; a single word is the whole name."""
    page.locator("main").get_by_role("link", name=name, exact=" " not in name).first.click()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def type_in(page: Page, **fields: str) -> None:
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " ")).first.fill(text)


def give_the_assignment(page: Page) -> None:
    page.goto("/werkbank/")
    page.get_by_role("link", name="Schrijven", exact=True).first.click()
    follow(page, "Schrijfopdracht geven")
    page.get_by_label("Thema").select_option(label="Vervoer")
    page.get_by_label("Schrijfteam").select_option(label="Schrijfteam Vervoer")
    page.get_by_label("Programmateam").select_option(label="Programmateam Deltaland")
    press(page, "Geef de opdracht")


def harvest(lead: Page, phones: list[Page]) -> None:
    """A session, and two people who say something without an account."""
    lead.goto("/werkbank/")
    follow(lead, "Vervoer")
    follow(lead, "Naar de opbrengsten")
    follow(lead, "Oogst openen")
    type_in(lead, Naam_van_het_gesprek="Startdag")
    lead.locator("main form button[type=submit]").first.click()
    code = lead.locator(".zz-join__code").inner_text().strip()
    for phone, words in zip(phones, SAID, strict=True):
        phone.goto("/oogst/")
        phone.get_by_label("Code").fill(code.lower())
        press(phone, "Doe mee")
        type_in(phone, Wat_wil_je_zeggen=words)
        press(phone, "Stuur")
        expect(phone.get_by_text(words).first).to_be_visible()
    follow(lead, "Sluit de oogst")
    press(lead, "Ja, sluit de oogst")


def choose(lead: Page) -> None:
    """Cluster, focus, score and close the vote."""
    lead.goto("/werkbank/")
    follow(lead, "Vervoer")
    press(lead, "Ga naar: focus")
    follow(lead, "Naar de clusters")
    type_in(lead, Naam_van_het_cluster="Halte dichtbij")
    press(lead, "Maak het cluster")
    for words in SAID:
        lead.get_by_label(words).check()
    lead.get_by_label("Zet wat is aangevinkt in").select_option(label="Halte dichtbij")
    press(lead, "Verplaats")
    follow(lead, "Naam en focus")
    lead.get_by_label("Krijgt de focus").check()
    press(lead, "Opslaan")
    lead.get_by_role("link", name="Overzicht", exact=True).click()
    follow(lead, "Ga naar: prioriteren")
    press(lead, "Ja, begin met stemmen")
    follow(lead, "Geef je stem")
    cluster = lead.get_by_role("group", name="Halte dichtbij")
    cluster.get_by_label("Kwaliteit").select_option("5")
    cluster.get_by_label("Stippen").select_option("3")
    expect(lead.get_by_text("Nog 2 van de 5 stippen te verdelen.")).to_be_visible()
    press(lead, "Geef je stem")
    expect(lead.locator("#stand table")).to_contain_text("5,0")
    lead.get_by_role("link", name="Overzicht", exact=True).click()
    follow(lead, "Sluit het stemmen en ga verder")
    press(lead, "Ja, sluit het stemmen")


def write(lead: Page) -> None:
    """A worked-out task with an organisation found by a part of its name, a paragraph, and the hand-in."""
    follow(lead, "Naar tekst en opgaven")
    follow(lead, "Werk een opgave uit")
    type_in(lead, Opgave=TITLE, Doel="Iedereen komt er", Waaraan_we_het_zien="Een bus per uur")
    type_in(lead, Eerste_stappen="We vragen de vervoerder")
    lead.get_by_label("Schaal").select_option(label="Regionaal")
    lead.get_by_label("Halte dichtbij").check()
    lead.get_by_label("Nog een naam").first.fill("Zorggroep Duin (verzonnen)")
    lead.get_by_label("Nog een naam").first.blur()
    expect(lead.get_by_label("Zorggroep Duin (verzonnen)")).to_be_checked()
    press(lead, "Opslaan")
    follow(lead, "Schrijf een alinea")
    type_in(lead, Kop="Waarom")
    lead.locator(".ProseMirror[contenteditable]").first.click()
    lead.keyboard.type("Omdat de bus te weinig komt.")
    press(lead, "Opslaan")
    follow(lead, "Dien in bij het programmateam")
    press(lead, "Ja, dien in")


def sign(reviewer: Page) -> None:
    reviewer.goto("/werkbank/")
    reviewer.get_by_role("link", name="Lees de tekst: Vervoer").click()
    for aspect in ("Proces", "Inhoud", "Samenhang"):
        reviewer.get_by_role("button", name=f"Geef akkoord op {aspect}").click()
    expect(reviewer.get_by_role("link", name="Neem over in het Regioplan")).to_be_visible()


def take_over(bureau: Page) -> None:
    """The agreed task becomes one of the list, and the partner is asked to lead it."""
    bureau.goto("/werkbank/")
    bureau.get_by_role("link", name="Neem opgaven over: Vervoer").click()
    follow(bureau, "Neem over in het Regioplan")
    expect(bureau.get_by_label("Titel")).to_have_value(TITLE)
    bureau.get_by_label("Rol").select_option(label="Trekker")
    press(bureau, "Neem over")
    bureau.locator("main").get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(bureau.get_by_text("Wacht op antwoord").first).to_be_visible()
    expect(bureau.get_by_text("Uitgewerkt door Schrijfteam Vervoer")).to_be_visible()


def say_yes_and_tell(partner: Page) -> None:
    """The organisation accepts for itself, and tells how the last period went."""
    partner.goto("/partner/")
    partner.get_by_role("link", name=re.compile("Antwoord op het voorstel")).click()
    partner.get_by_label("Ja, dit doen wij").check()
    press(partner, "Verstuur ons antwoord")
    follow(partner, "Vertel hoe het ging in")
    partner.get_by_label("Groen: op schema").check()
    partner.get_by_label("Waarom").first.fill("De eerste bus rijdt.")
    press(partner, "Verder naar indienen")
    press(partner, "Ja, dien in")


def decide(bureau: Page, plan: str) -> None:
    """Every college agrees; the netwerkbureau writes it down."""
    for place in ("Duindorp", "Kreekdam", "Sluisveer"):
        bureau.goto(plan)
        bureau.get_by_role("link", name=f"Besluit vastleggen van {place}").click()
        bureau.get_by_label("Ingestemd").check()
        bureau.get_by_label("Besloten op").first.fill(timezone.localdate().isoformat())
        bureau.get_by_label("iedereen mag het meteen zien").check()
        press(bureau, "Leg vast en maak openbaar")


def test_from_a_phone_to_the_dashboard_and_a_plan_all_colleges_agreed_to(cast, open_as):
    bureau, lead, partner = open_as(cast.bureau), open_as(cast.lead), open_as(cast.partner)
    reviewer, phones = open_as(cast.reviewer), [open_as(None, "phone") for _ in SAID]
    visitor = phones[0]
    for page in (bureau, lead, partner, reviewer, *phones):
        page.set_default_timeout(8000)
    give_the_assignment(bureau)
    harvest(lead, phones)
    choose(lead)
    write(lead)
    sign(reviewer)
    take_over(bureau)
    say_yes_and_tell(partner)
    visitor.goto("/voortgang/")
    row = visitor.locator("main").get_by_role("row").filter(has_text=TITLE).first
    expect(row).to_contain_text("Groen")
    visitor.goto(cast.plan)
    expect(visitor.get_by_text(NOT_ALL)).to_be_visible()
    decide(bureau, cast.plan)
    visitor.reload()
    expect(visitor.get_by_text("3 van de 3 colleges stemden in").first).to_be_visible()
    expect(visitor.get_by_text(NOT_ALL)).to_have_count(0)
    assert not [trouble for page in (bureau, lead, partner, reviewer, *phones) for trouble in page.troubles]
