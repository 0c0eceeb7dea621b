"""How a link goes along: from a proposal to the item it became, and from an item to what that goes on as."""

from django.utils import timezone

from governance.initiatives.models import ProposalInitiative
from governance.initiatives.putting import hang_on
from governance.initiatives.words import at_whom
from governance.intake import carrying
from governance.intake.models import Proposal
from governance.meetings.models import AgendaItem, ItemInitiative, LinkEnd
from governance.series import going_along
from partners.initiatives.models import AT_THE_BUREAU, State
from partners.initiatives.moving import Step, taking, write
from zorgzaam.audit.actors import SystemActor


def register() -> None:
    """Called once, when the app registry is ready."""
    carrying.register("initiatives", to_the_item)
    going_along.register("initiatives", to_the_next)


def to_the_item(proposal: Proposal, item: AgendaItem) -> None:
    """What was proposed became an item: the initiative hangs on it, and its people read so. One that was taken back
    meanwhile stays away."""
    row = ProposalInitiative.objects.filter(proposal=proposal, ended_at__isnull=True)
    link = row.select_related("initiative").first()
    if link is None:
        return
    with taking(link.initiative, SystemActor.WORKER) as now:
        row.update(ended_at=timezone.now())
        if now.state not in AT_THE_BUREAU:
            return
        _brought_in_by(item, now.organisation_id, proposal)
        hang_on(now, item)
        if item.meeting_id is None:  # parked: not on an agenda yet
            ItemInitiative.objects.filter(item=item, initiative=now).update(off_at=timezone.now())
            return
        write(now, Step(State.ON_AGENDA, at_whom=at_whom(item)), SystemActor.WORKER)


def _brought_in_by(item: AgendaItem, organisation: object, proposal: Proposal) -> None:
    """The organisation brings it in, not who put the proposal down; an item that was there keeps who brings it in."""
    if organisation is None or item.owner_person_id != proposal.proposed_by_id:
        return
    AgendaItem.objects.filter(pk=item.pk).update(owner_organisation=organisation, owner_person=None)


def to_the_next(old: AgendaItem, new: AgendaItem) -> None:
    """The meeting did not come to it: it goes on as the other item, or is back where it was."""
    held = ItemInitiative.objects.holding().filter(item=old).select_for_update(no_key=True)
    for link in held:
        link.ended_as, link.ended_at = LinkEnd.WENT_ON, timezone.now()
        link.save(update_fields=["ended_as", "ended_at"])
        again, made = ItemInitiative.objects.get_or_create(item=new, initiative_id=link.initiative_id)
        if not made:
            again.ended_as, again.ended_at, again.off_at = "", None, None
            again.save(update_fields=["ended_as", "ended_at", "off_at"])
        elif link.off_at:
            ItemInitiative.objects.filter(pk=again.pk).update(off_at=link.off_at)
