"""A network meeting with people who come, for tests."""

import datetime

from django.utils import timezone

from newsletters.network_meeting.models import Answer, Attendee, Invitee, NetworkMeeting
from tests.governance.agendas import a_meeting
from tests.world import set_up


@set_up
def a_network_meeting(world, **extra):
    """On its day: it begins in an hour."""
    begin = timezone.now() + datetime.timedelta(hours=1)
    meeting = a_meeting(world.coalition, "Breed netwerkoverleg", starts_at=begin)
    return NetworkMeeting.objects.create(meeting=meeting, **extra)


@set_up
def comes(meeting, name="Jo de Wit", *, seated=True, organisation=None):
    """Somebody who said they would come."""
    now = timezone.now()
    invitee = Invitee(network_meeting=meeting, name=name, answer=Answer.YES, answered_at=now)
    invitee.save()
    if organisation:
        invitee.organisations.add(organisation)
    return Attendee.objects.create(
        network_meeting=meeting, invitee=invitee, position=1, name=name, seated_at=now if seated else None
    )
