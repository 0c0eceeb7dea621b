"""What somebody hears who may speak for an organisation from now on."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from partners.organisations.models import Representation
from zorgzaam.accounts.models import User
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

SPEAKS = "speaks-for"


def tell_colleague(row: Representation, *, by: User, has_account: bool) -> None:
    """One mail per representation: for whom, as what, until when, and where to go."""
    house = House.objects.of_region()
    words = {
        "row": row,
        "by": by.person.name,
        "house": house,
        "has_account": has_account,
        "link": settings.SITE_URL + reverse("partner"),
    }
    letter = Letter(
        f"Je spreekt bij {house.network_name} namens {row.organisation}",
        render_to_string("partners/email/speaks_for.txt", words),
    )
    put(SPEAKS, row.pk.hex, row.person, letter)


def still_true(mail: OutgoingMail) -> bool:
    """Whether it holds: an end that came before the mail left makes it untrue."""
    row = Representation.objects.filter(pk=mail.about).first()
    return row is not None and not row.is_over
