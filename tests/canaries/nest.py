"""One of everything secret, with a secret word in each of its texts."""

from typing import Any

from django.utils import timezone

from governance.constituency.models import ItemNote
from governance.intake.models import Advice
from governance.meetings import order
from governance.meetings.models import AgendaItem
from tests.canaries.councils import an_unsent_answer, beside, in_registers, letters_to_councils
from tests.canaries.network import who_is_asked
from tests.canaries.people import an_assessed_initiative, who_reads, who_wants_in
from tests.canaries.words import AGENDA, COMMON, LETTER_PARTS, PAPER_PARTS, canary
from tests.governance import agendas, letters, proposals
from tests.governance.doing import an_action
from tests.governance.proposing import a_proposal, asked
from tests.governance.raising import a_bottleneck
from tests.governance.states import HOUR
from tests.newsletters.issues import making as issues
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor


def publicity(key: str) -> dict[str, Any]:
    if key in ("besloten", "vertrouwelijk"):
        return {"publicity": key}
    return {"embargo_until": timezone.now() + HOUR} if key == "embargo" else {}


def secret_item(meeting, key: str):
    return agendas.an_item(
        meeting,
        f"{COMMON} {canary(key, 'punt', 'titel')}",
        explanation=f"{COMMON} {canary(key, 'punt', 'toelichting')}",
        **publicity(key),
    )


def secret_paper(item, key: str):
    title, name, content = (canary(key, "los", part) for part in PAPER_PARTS)
    return agendas.a_paper(
        item, f"{COMMON} {title}", filename=f"{name}.pdf", content=content.encode(), **publicity(key)
    )


def secret_letter(world, name: str, **extra: Any):
    subject, core, heading, text, attachment, point, thesis, ground = (
        canary(name, part) for part in LETTER_PARTS
    )
    briefing = letters.draft(world, f"{COMMON} {subject}", core=f"<p>{core}</p>", **extra)
    letters.section(briefing, heading, f"<p>{text}</p>")
    letters.attachment(briefing, attachment)
    proposals.ground(proposals.point(briefing, point), thesis, text=f"<p>{ground}</p>")
    return briefing


def what_follows(world, meeting, welcome, confidential) -> dict[str, list[Any]]:
    """An action, one of a confidential item, a note that is not shared, and a knelpunt nobody let climb."""
    actions = [
        an_action(world.coalition, world.member, canary("actie"), meeting=meeting),
        an_action(world.coalition, world.partner, canary("geheimeactie"), item=confidential),
    ]
    set_up(ItemNote.objects.create)(
        item=welcome,
        organisation=world.partner_org,
        person=world.member.person,
        moment="vooraf",
        text=canary("notitie"),
    )
    bottleneck = a_bottleneck(world.other_partner, canary("knelpunt"), organisation=world.other_org)
    proposal = a_proposal(
        world.other_partner,
        world.coalition,
        canary("voorstel", "titel"),
        why=canary("voorstel", "waarom"),
        organisation=world.other_org,
        files=[canary("voorstel", "stuk")],
    )
    question = asked(welcome, world.partner_org)
    set_up(Advice.objects.filter(pk=question.pk).update)(question=canary("advies"))
    return {
        "action": actions,
        "bottleneck": [bottleneck],
        "proposal": [proposal],
        "proposal_paper": list(proposal.papers.all()),
        "advice": [question],
        **who_wants_in(world),
        **who_reads(world),
        **an_assessed_initiative(world),
        **an_unsent_answer(world),
        **in_registers(world),
        **letters_to_councils(world),
        **who_is_asked(),
        **an_issue_in_the_making(world),
    }


def an_issue_in_the_making(world) -> dict[str, list[Any]]:
    """Frozen to be looked at, and not sent."""
    issue = issues.an_issue(world, f"{COMMON} {canary('nieuwsbrief', 'titel')}")
    block = issues.a_block(world, issue, heading=f"{COMMON} {canary('nieuwsbrief', 'blok')}")
    return {"issue": [issues.asked(world, issue)], "issue_block": [block]}


def build(world) -> dict[str, list[Any]]:
    """Everything secret, by the name of the argument its addresses need."""
    meeting, draft = agendas.a_meeting(world.coalition), agendas.a_meeting(world.coalition, "Concept")
    welcome = agendas.an_item(meeting, "Welkom")
    places = {"besloten": meeting, "vertrouwelijk": meeting, "embargo": meeting, "concept": draft}
    items = {key: secret_item(place, key) for key, place in places.items()}
    items["onderdeel"] = set_up(order.add)(
        meeting,
        AgendaItem(
            title=f"{COMMON} {canary('besloten', 'onderdeel')}",
            publicity="besloten",
            publicity_ground="omdat het zo is",
        ),
        by=SystemActor.SETUP,
        inside=items["besloten"],
    )
    papers = [secret_paper(items["concept"] if key == "concept" else welcome, key) for key in AGENDA]
    meeting.publish(by=world.secretary)
    briefings = [
        secret_letter(world, "brief"),
        secret_letter(world, "geheimebrief", publicity="vertrouwelijk", publicity_ground="Personen"),
        beside(
            world, secret_letter(world, "stillebrief", publicity="besloten", publicity_ground="In overleg")
        ),
    ]
    things = {"meeting": [meeting, draft], "item": list(items.values()), "paper": papers, "brief": briefings}
    return {**things, **what_follows(world, meeting, welcome, items["vertrouwelijk"])}
