"""Who lost the mail with the link: one mail with the links to all that was begun from that address."""

from django.utils import timezone

from partners.initiatives.guests import link
from partners.initiatives.models import Guest
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = "initiative-links"
MOST = 20


def send_links(address: str) -> bool:
    """The mail, once a minute at most; False when nothing was begun from this address."""
    guests = Guest.objects.filter(email=address.lower()).select_related("initiative")
    found = list(guests.order_by("-touched_at")[:MOST])
    if not found:
        return False
    about = f"{found[0].pk}:{timezone.now():%Y%m%d%H%M}"
    with acting(SystemActor.VISITOR):
        return put(KIND, about, address, Letter("De links naar uw initiatieven", _text(found)), private=True)


def _text(found: list[Guest]) -> str:
    lines = [f"{each.initiative.title} ({_how_far(each)})\n{link(each)}" for each in found]
    told = "\n\n".join(lines)
    return (
        "Goedendag,\n\nU vroeg om de link naar uw initiatief. Hier staat alles wat met dit e-mailadres is begonnen:\n\n"
        f"{told}\n\n"
        "Geef een link alleen aan mensen die met u meeschrijven.\n\n"
        "Vroeg u hier niet om? Dan hoeft u niets te doen.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )


def _how_far(guest: Guest) -> str:
    return guest.initiative.number or "nog niet ingediend"


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the address is still theirs, so its links hold."""
    return Guest.objects.filter(pk=mail.about.partition(":")[0], email=mail.to_address).exists()
