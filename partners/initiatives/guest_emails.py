"""Mail to who brings in an initiative without an account: the link to go on, and that a draft is about to end."""

from django.utils import timezone

from partners.initiatives.guests import link
from partners.initiatives.models import KEPT, Guest, State
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.ui.dates import day

LINK, ENDS, CHANGED = "initiative-link", "initiative-ends", "initiative-address"


def send_link(guest: Guest) -> bool:
    """The mail with the link to go on, once a minute at most; whether it is a new one."""
    about = f"{guest.pk}:{guest.number}:{timezone.now():%Y%m%d%H%M}"
    text = (
        f"Goedendag,\n\nU bent begonnen met een initiatief{_named(guest)}.\n\n"
        "Met deze link gaat u verder, ook op een ander apparaat. Zo bevestigt u ook dat dit uw e-mailadres is. "
        "Dat is nodig voordat u kunt indienen.\n\n"
        f"{link(guest)}\n\n"
        "Geef deze link alleen aan mensen die met u meeschrijven: wie de link heeft, kan uw initiatief lezen en "
        "veranderen.\n\n"
        f"Wij bewaren uw concept {KEPT.days} dagen nadat u er voor het laatst aan werkte.\n\n"
        "Was u dit niet? Dan hoeft u niets te doen. Uw adres wordt dan na die tijd gewist.\n\n"
        f"{_closing()}"
    )
    return put(LINK, about, guest.email, Letter("Ga verder met uw initiatief", text), private=True)


def warn(guest: Guest) -> bool:
    """The mail that a draft is about to end, once for each last day; whether it is a new one."""
    last = day(guest.expires_on)
    text = (
        f"Goedendag,\n\nUw initiatief{_named(guest)} is nog niet ingediend.\n\n"
        f"Wij bewaren het tot en met {last}. Daarna wordt het gewist, met alles wat u erbij deed. "
        "Wilt u verder? Open dan deze link en vul iets aan. Dan blijft het weer "
        f"{KEPT.days} dagen staan.\n\n{link(guest)}\n\n"
        f"Hebt u het niet meer nodig? Dan hoeft u niets te doen.\n\n{_closing()}"
    )
    subject = f"Uw initiatief wordt gewist na {last}"
    return put(ENDS, f"{guest.pk}:{guest.expires_on}", guest.email, Letter(subject, text), private=True)


def tell_it_was_changed(guest: Guest) -> bool:
    """To whose address it was until now, that mail goes elsewhere; whether it is a new mail."""
    text = (
        f"Goedendag,\n\nBij uw initiatief{_named(guest)} is een ander e-mailadres ingevuld. "
        "Op dit adres krijgt u er geen mail meer over, en de oude link werkt niet meer.\n\n"
        f"Was u dit niet? Laat het ons dan weten.\n\n{_closing()}"
    )
    return put(
        CHANGED, f"{guest.pk}:{guest.number}", guest.email, Letter("Uw e-mailadres is gewijzigd", text)
    )


def _named(guest: Guest) -> str:
    """The title, for who showed that the address is theirs: to anybody else a stranger would write with our name."""
    return f" “{guest.initiative.title}”" if guest.confirmed_at is not None else ""


def _closing() -> str:
    return f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the address and its link hold, and a warning only while it is a draft that ends
    on that day."""
    pk, _, rest = mail.about.partition(":")
    guest = Guest.objects.filter(pk=pk, email=mail.to_address).select_related("initiative").first()
    if guest is None:
        return False
    if mail.kind == LINK:
        return rest.partition(":")[0] == str(guest.number)
    return guest.initiative.state == State.DRAFT and rest == str(guest.expires_on)
