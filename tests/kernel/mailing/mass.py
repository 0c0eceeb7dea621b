"""A mass mail to invented readers, for tests."""

import datetime

from django.db.models import F, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from zorgzaam.people.models import Person
from zorgzaam.post.bulk.filling import freeze
from zorgzaam.post.bulk.models import MailBody, Mailing
from zorgzaam.post.bulk.queueing import queue
from zorgzaam.post.office import Letter

TEXT = (
    "Dag,\n\nNieuws uit de regio. Afmelden: https://zorgzaam.example/af/[[key]]/\n"
    + "Een regel tekst.\n" * 40
)
HTML = (
    '<p>Dag [[name]],</p><p><a href="https://zorgzaam.example/af/[[key]]/">Afmelden</a></p>'
    + "<p>Tekst é</p>" * 40
)
LETTER = Letter(
    "Nieuws uit de regio: één zorg",
    TEXT,
    HTML,
    {
        "List-Id": "<nieuws.zorgzaam.example>",
        "List-Unsubscribe": "<https://zorgzaam.example/af/[[key]]/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
)


def people(number: int, domain: str = "deltaland.example") -> None:
    """So many readers with an address."""
    Person.objects.bulk_create(
        Person(name=f"Lezer {each}", sort_name=f"Lezer {each:06}", email=f"lezer{each}@{domain}")
        for each in range(number)
    )


def readers():
    """Every person with an address, as `queue` takes them."""
    found = Person.objects.exclude(email="").annotate(
        key=F("pk"),
        address=F("email"),
        person=F("pk"),
        values_=JSONObject(key=Value("sleutel"), name=F("name")),
    )
    return found.values_list("key", "address", "person", "values_")


def body(about: str = "nummer-1", letter: Letter = LETTER) -> MailBody:
    mailing, _ = Mailing.objects.get_or_create(kind="proefpost", about=about, scope="proef")
    return freeze(mailing, letter, names=("key", "name"))


def queued(about: str = "nummer-1") -> int:
    """A mailing to everybody, due since a minute; gives how many mails are new."""
    return queue(body(about), readers(), timezone.now() - datetime.timedelta(minutes=1))
