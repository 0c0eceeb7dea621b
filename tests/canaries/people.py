"""Who wants in, and initiatives from draft to carried out, with a secret word in each."""

from typing import Any

from django.utils import timezone

from partners.initiatives import submitting, talking
from partners.initiatives.models import Guest, Initiative, State
from partners.initiatives.moving import Step
from partners.initiatives.publishing import steps as publishing
from tests.canaries.words import COMMON, canary
from tests.newsletters.subscriptions.readers import a_list, reader
from tests.partners import assessing, coming_in, in_public
from tests.partners import initiatives as made
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor


def who_wants_in(world) -> dict[str, list[Any]]:
    """A question for access, one to take part and a contact, all of other_org."""
    asks = coming_in.a_request(
        world,
        organisation=world.other_org,
        name=canary("toegang", "naam"),
        why=canary("toegang", "waarom"),
    )
    coming_in.an_ask(
        world, organisation=world.other_org, asked_by=world.other_partner.person, words=canary("vraag")
    )
    address = f"{canary('contact', 'adres')}@kreek.example"
    contact = coming_in.a_contact(
        world, organisation=world.other_org, name=canary("contact", "naam"), address=address
    )
    return {"access": [asks], "contact": [contact], "own_place": [world.other_org]}


def who_reads(world) -> dict[str, list[Any]]:
    """A reader of the newsletter, and a file with addresses nobody took over yet."""
    read = a_list(world.bureau, [canary("vanlijst")], applied=False)
    return {"subscriber": [reader(canary("lezer"))], "reader_list": [read]}


def an_assessed_initiative(world) -> dict[str, list[Any]]:
    """Given back with a question, sent again, talked about, and assessed by one who handed it in."""
    whose = {"organisation": world.other_org, "started_by": world.other_partner.person}
    row = made.a_complete_draft(world, **whose, idea=canary("doorgehaald"))
    row.idea = made.COMPLETE["idea"]
    set_up(row.save)()
    submitting.submit(row, by=world.other_partner)
    row = made.moved(made.fresh_row(row), Step(State.RETURNED, why=canary("stap")), world.bureau)
    submitting.submit(row, by=world.other_partner)
    talking.say(row, canary("draad"), by=world.other_partner, from_bureau=False)
    (one,) = assessing.asked(world, world.statenlid, row=made.fresh_row(row))
    assessing.handed_in(one, reason=canary("scorereden"), words=canary("scorereden"))
    running, guest = carried_out(world)
    words = f"{COMMON} {canary('schets')}"
    draft = made.a_complete_draft(world, words, **whose, idea=words)
    found = [row, running, draft, by_a_stranger(world)]
    return {"initiative": found, "assessment": [one], "link": [guest]}


def carried_out(world) -> tuple[Any, Any]:
    """One of other_org whose words were refused, and one of somebody without an account, with their link."""
    theirs = made.a_complete_draft(
        world, "Theirs", organisation=world.other_org, started_by=world.other_partner.person
    )
    submitting.submit(theirs, by=world.other_partner)
    running = in_public.running(world, made=made.fresh_row(theirs))
    in_public.milestone(running, words=canary("uitvoering", "mijlpaal"))
    in_public.told(running, canary("uitvoering", "bericht"), by=world.other_partner)
    publishing.refuse(in_public.a_text(running), canary("uitvoering", "nee"), by=world.other_partner)
    by_link = in_public.running(world, made=made.a_guests_one(world, "By link"))
    in_public.told(by_link, canary("gastbericht"), by=made.VISITOR)
    return running, by_link.guest


def by_a_stranger(world) -> Initiative:
    """Sent by somebody without an account."""
    row = made.a_guests_draft(world)
    set_up(Guest.objects.filter(initiative=row).update)(
        name=canary("buitenstaander"),
        email=f"{canary('buitenstaander')}@buiten.example",
        confirmed_at=timezone.now(),
    )
    submitting.submit(made.fresh_row(row), by=SystemActor.VISITOR)
    return made.fresh_row(row)
