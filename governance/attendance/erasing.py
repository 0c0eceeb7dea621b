"""What attendance forgets of somebody who is erased: their words and addresses; that they were asked stays."""

from django.db.models import Q
from django.utils import timezone

from governance.attendance.models import CalendarFeed, Invitation, Recusal
from zorgzaam.people.models import Person


def forget(person: Person, addresses: set[str]) -> None:
    """Empty what they wrote, what was written about them and the links that were theirs. Twice is the same."""
    Invitation.objects.filter(person=person).exclude(
        reply_reason="", replacement_name="", link_fingerprint=None
    ).update(reply_reason="", replacement_name="", link_fingerprint=None)
    about = Recusal.objects.filter(Q(invitation__person=person) | Q(said_by=person))
    about.exclude(reason="").update(reason="", answer="")
    Recusal.objects.filter(answered_by=person).exclude(answer="").update(answer="")
    CalendarFeed.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=timezone.now())
