"""Many readers come into the book by one statement per batch; nobody twice (promise I3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.kernel.mailing import mass
from zorgzaam.people.models import Person
from zorgzaam.post.bulk import queueing
from zorgzaam.post.bulk.queueing import queue
from zorgzaam.post.bulk.suppression import digest_of
from zorgzaam.post.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]


def test_every_reader_is_in_the_book_once_with_their_own_identity():
    mass.people(12)
    assert mass.queued() == 12
    mails = list(OutgoingMail.objects.filter(about="nummer-1"))
    assert len({mail.pk for mail in mails}) == len({mail.message_id for mail in mails}) == 12
    assert {mail.to_address for mail in mails} == {f"lezer{each}@deltaland.example" for each in range(12)}
    assert all(str(mail.pk) in mail.message_id for mail in mails)
    assert {mail.values["name"] for mail in mails} == {f"Lezer {each}" for each in range(12)}
    assert {mail.domain for mail in mails} == {"deltaland.example"}
    assert {mail.to_person.email for mail in mails} == {mail.to_address for mail in mails}


def test_asked_twice_or_in_another_writing_is_once():
    mass.people(3)
    Person.objects.create(name="Nog eens", sort_name="n", email="LEZER1@Deltaland.example")
    assert mass.queued() == 3
    assert mass.queued() == 0
    assert mass.queued("nummer-2") == 3


def test_the_database_makes_the_digest_that_python_makes(settings):
    for key in ("kort", "l" * 200):
        settings.ADDRESS_KEY = key
        Person.objects.all().update(email="")
        Person.objects.create(name="Jo", sort_name="j", email="Jo.Één@Deltaland.Example")
        mass.queued(key[:3])
        mail = OutgoingMail.objects.get(about=key[:3])
        assert mail.digest == digest_of("jo.één@deltaland.example") == digest_of(" Jo.Één@deltaland.example ")


def test_one_statement_per_batch_whatever_the_number(monkeypatch):
    monkeypatch.setattr(queueing, "BATCH", 10)
    mass.people(35)
    body = mass.body()
    with CaptureQueriesContext(connection) as captured:
        assert queue(body, mass.readers(), timezone.now()) == 35
    assert sum("INSERT INTO" in query["sql"] for query in captured) == 4
    assert OutgoingMail.objects.filter(body=body).count() == 35


def test_what_came_half_way_is_made_whole_and_not_doubled(monkeypatch):
    monkeypatch.setattr(queueing, "BATCH", 10)
    mass.people(25)
    queueing.queue_batch(mass.body(), mass.readers(), timezone.now(), after=None)
    assert OutgoingMail.objects.filter(about="nummer-1").count() == 10
    assert mass.queued() == 15
