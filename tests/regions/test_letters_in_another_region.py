"""One letter to all councils of Deltaland: three municipalities, no Staten, other colours."""

import json
import re

import pytest
from django.urls import reverse

from governance.bodies.models import Body, BodyKind, Mandate, Role
from governance.briefings.dispatch.jobs import publish_asked
from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingPublication
from governance.rounds.models import BriefingRound
from partners.organisations.models import Organisation, OrganisationKind
from partners.regions.models import Municipality
from regioplan.local_actions.models import LocalAction
from tests.governance.test_letters_to_all_councils import marks
from tests.regions import deltaland
from tests.world import second_factor
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
ACTIONS = {
    "Kreekdam": "een wandelgroep op elke dijk",
    "Duindorp": "een huiskamer in de duinen",
    "Sluisveer": "de huisarts op de veerpont",
}


@pytest.fixture
def region():
    deltaland.load()
    with acting(SystemActor.SETUP, reason="test"):
        for place in Municipality.objects.filter(name__in=ACTIONS):
            own, _ = Organisation.objects.get_or_create(
                name=f"Gemeente {place.name}",
                defaults={"kind": OrganisationKind.GOVERNMENT, "municipality": place},
            )
            Body.objects.get_or_create(
                name=f"Gemeenteraad {place.name}",
                defaults={"kind": BodyKind.MUNICIPAL_COUNCIL, "organisation": own},
            )
            LocalAction.objects.create(municipality=place, text=ACTIONS[place.name])
        # A colleague of the netwerkbureau, for the second pair of eyes.
        Mandate.objects.create(
            person=User.objects.get(email="secretaris@deltaland.example").person,
            body=Body.objects.get(kind=BodyKind.OFFICE),
            role=Role.STAFF,
            starts_on=deltaland.SINCE,
        )
    for name in ("bureau", "secretaris"):
        second_factor(User.objects.get(email=f"{name}@deltaland.example"))


def who(name: str) -> User:
    return User.objects.get(email=f"{name}@deltaland.example")


def test_from_one_text_to_three_published_letters_each_with_its_own_paragraph(region, as_):
    writer, other = as_(who("bureau")), as_(who("secretaris"))
    new = {"to": "alle", "kind": "raadsinformatiebrief", "subject": "Zorg tussen de dijken"}
    writer.post(reverse("round_new"), new)
    round_ = BriefingRound.objects.get()

    def go(client, name, data=None):
        page = client.post(reverse(name, args=[round_.pk]), data or {}, follow=True)
        assert page.status_code == 200, name
        return page.content.decode()

    go(writer, "round_chapter_new", {"heading": "Wat we samen doen", "text": "<p>Wij werken samen.</p>"})
    round_.refresh_from_db()
    common = {"subject": round_.subject, "core": round_.core, "dated_on": "2026-11-03"}
    go(writer, "round_text", {**common, "version": round_.version})
    numbers = {}
    for letter in Briefing.objects.filter(in_round__round=round_):
        typed = {
            "registration_number": "U26.000001",
            "portfolio_holder": "de wethouder",
            "secretary": "Sem Schrijver",
            "mayor": "Bo Burger",
        }
        numbers |= {
            f"{letter.pk}-{name}": value for name, value in {**typed, "version": letter.version}.items()
        }
    go(writer, "round_numbers", numbers)
    assert "3 brieven liggen klaar" in go(writer, "round_submit")
    seen = marks(other.get(reverse("round_review", args=[round_.pk])).content.decode())
    assert "Akkoord gegeven op 3 brieven" in go(
        other, "round_review", {**seen, "letter": [key.removeprefix("seen-") for key in seen]}
    )
    page = other.get(reverse("round_determine", args=[round_.pk])).content.decode()
    said = {"on": "2026-11-03", "source": "Besluitenlijst, punt 2"}
    told = dict(re.findall(r'name="([0-9a-f-]+-seen)" value="([^"]+)"', page))
    letters = [name.removesuffix("-seen") for name in told]
    told |= {f"{letter}-{name}": value for letter in letters for name, value in said.items()}
    assert "3 brieven zijn vastgesteld" in go(other, "round_determine", {**told, "letter": letters})
    go(writer, "round_publish")
    with acting(SystemActor.WORKER, reason="test"):
        assert publish_asked() == 3
    assert set(Briefing.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    found = {row.briefing.addressee.name: row for row in BriefingPublication.objects.all()}
    for place, action in ACTIONS.items():
        row = found[f"Gemeenteraad {place}"]
        assert action in row.plain
        assert not any(theirs in row.plain for name, theirs in ACTIONS.items() if name != place)
        assert "Wij werken samen." in row.plain
        document = json.loads(row.canonical)
        assert [each["name"] for each in document["signatures"]] == ["Sem Schrijver", "Bo Burger"]
        council = Body.objects.get(name=f"Gemeenteraad {place}")
        assert "Zorg tussen de dijken" in as_(None).get(council.get_absolute_url()).content.decode()
        assert "Flevoland" not in row.html
