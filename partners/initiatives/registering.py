"""What initiatives that are written and sent tell the rest of the house, once the apps are ready."""

from partners.initiatives import cosigning, guest_emails, lost_links, receipts
from partners.initiatives.models.guests import forget
from partners.initiatives.portal import own_initiatives
from partners.initiatives.spoken import in_their_name
from partners.merging import undoing
from zorgzaam import places, today
from zorgzaam.people import erasing
from zorgzaam.post.permission import may_still_go


def register() -> None:
    """Called by the app's `ready`."""
    places.register("partner", "initiatives", own_initiatives, order=20)
    today.register("initiatives-cosign", cosigning.todos)
    erasing.register("initiatives", forget)
    undoing.register("initiatives", in_their_name)
    may_still_go(guest_emails.LINK, guest_emails.still_true)
    may_still_go(guest_emails.ENDS, guest_emails.still_true)
    may_still_go(lost_links.KIND, lost_links.still_true)
    may_still_go(receipts.KIND, receipts.still_true)
    may_still_go(cosigning.KIND, cosigning.still_true)
