"""Mail about the newsletter itself: to confirm an address, that it worked, and to who reads already."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import SubscriberState
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

CONFIRM, WELCOME, ALREADY = "newsletter-confirm", "newsletter-welcome", "newsletter-already"


def ask_to_confirm(row: Subscriber, token: str) -> None:
    """The link itself changes nothing; its button does."""
    link = settings.SITE_URL + reverse("newsletter_confirm", args=[token])
    letter = _letter("Bevestig uw aanmelding voor de nieuwsbrief", "confirm", link=link)
    put(CONFIRM, f"{row.pk.hex}-{row.question}", row.address, letter, private=True)


def welcome(row: Subscriber) -> None:
    """That it worked, and where to change or end it."""
    letter = _letter("U ontvangt onze nieuwsbrief", "welcome", link=settings.SITE_URL + row.own_url)
    put(WELCOME, f"{row.pk.hex}-{row.question}", row.address, letter, private=True)


def reads_already(row: Subscriber) -> None:
    """To who asks for what they have: the way to their own page."""
    letter = _letter("U ontvangt onze nieuwsbrief al", "already", link=settings.SITE_URL + row.own_url)
    put(ALREADY, f"{row.pk.hex}-{timezone.localdate()}", row.address, letter, private=True)


def _letter(subject: str, template: str, **words: Any) -> Letter:
    words |= {"house": House.objects.of_region(), "site": settings.SITE_URL}
    return Letter(subject, render_to_string(f"newsletters/email/{template}.txt", words))


def still_to_confirm(mail: OutgoingMail) -> bool:
    """It was not confirmed meanwhile, and not asked anew."""
    pk, _, asked = mail.about.partition("-")
    row = Subscriber.objects.filter(pk=pk, state=SubscriberState.ASKED).first()
    return row is not None and row.question == asked


def still_reads(mail: OutgoingMail) -> bool:
    return Subscriber.objects.active().filter(pk=mail.about.partition("-")[0]).exists()
