"""Who follows a commitment, a motion or its dossier hears once how it stands and that it ended, if they may read it."""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from governance.council.handling import deciding
from governance.council.handling.emails import KINDS, still_true
from governance.council.handling.jobs import tell_followers
from governance.council.models import Outcome, PromiseTold
from tests.governance.council.registers import a_commitment, a_dossier, evidence, proposed
from tests.world import World, end, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail
from zorgzaam.sources import Source

pytestmark = pytest.mark.django_db


def mails() -> Any:
    return OutgoingMail.objects.filter(kind__in=KINDS)


@set_up
def follow(who: Any, kind: str, subject: Any) -> None:
    Follow.objects.create(person=who.person, kind=kind, subject_id=subject.pk)


def note(promise: Any, world: World, *, days: int = 0) -> None:
    on = timezone.localdate() - datetime.timedelta(days=days)
    deciding.note(promise, "Er komt een brief.", on=on, by=world.bureau)


def test_who_follows_it_or_its_dossier_hears_once(world: World) -> None:
    promise = a_commitment(world.staten, dossier=a_dossier())
    follow(world.statenlid, "commitment", promise)
    follow(world.partner, "council_dossier", promise.dossier)
    note(promise, world)
    deciding.confirm(proposed(world, promise), by=world.clerk.person)
    assert [tell_followers(), tell_followers()] == [4, 0]
    words = {mail.text for mail in mails()}
    assert any("Er komt een brief." in text and promise.wording in text for text in words)
    assert any("De griffie heeft bevestigd: afgedaan" in text for text in words)


def test_the_mail_names_what_one_follows_and_leads_to_where_one_stops(world: World) -> None:
    promise = a_commitment(world.staten, dossier=a_dossier())
    follow(world.statenlid, "commitment", promise)
    follow(world.partner, "council_dossier", promise.dossier)
    for kind, subject in (("commitment", promise), ("council_dossier", promise.dossier)):
        follow(world.member, kind, subject)
    note(promise, world)
    assert tell_followers() == 3
    told = {mail.to_person: mail.text for mail in mails()}
    dossier = promise.dossier.get_absolute_url()
    for who in (world.statenlid, world.member):
        assert "U volgt deze toezegging" in told[who.person]
        assert "Wilt u deze toezegging niet meer volgen?" in told[who.person]
        assert dossier not in told[who.person]
    of_dossier = told[world.partner.person]
    assert f"U volgt het dossier {promise.dossier.name}." in of_dossier
    assert "U volgt deze toezegging" not in of_dossier
    assert f"Dat kan op de pagina van het dossier: {settings.SITE_URL}{dossier}" in of_dossier


def test_who_follows_nothing_of_it_hears_nothing(world: World) -> None:
    follow(world.statenlid, "commitment", a_commitment(world.staten, "Een andere"))
    note(a_commitment(world.staten), world)
    assert tell_followers() == 0
    assert PromiseTold.objects.get().recipients == 0


def test_a_closed_one_is_told_to_who_may_read_it(world: World) -> None:
    promise = a_commitment(world.staten, publicity="besloten", publicity_ground="Woo")
    for who in (world.statenlid, world.partner):
        follow(who, "commitment", promise)
    note(promise, world)
    assert tell_followers() == 1
    assert mails().get().to_person == world.statenlid.person


def test_what_is_only_proposed_is_told_to_nobody(world: World) -> None:
    row = proposed(world)
    follow(world.statenlid, "commitment", row.promise)
    assert tell_followers() == 0


def test_the_past_is_told_to_nobody(world: World) -> None:
    promise = a_commitment(world.staten)
    follow(world.statenlid, "commitment", promise)
    note(promise, world, days=90)
    source = set_up(Source.objects.create)(code="brief", title="De brief")
    deciding.settle_as_sourced(promise, Outcome.SETTLED, evidence(source=source), by=SystemActor.SETUP)
    assert tell_followers() == 0


def test_a_mail_does_not_go_any_more_after_it_was_taken_back_or_its_reader_left(
    world: World, as_: Any
) -> None:
    reader = mandate(world.partner, world.staten, "statenlid")
    promise = a_commitment(world.staten, publicity="besloten", publicity_ground="Woo")
    follow(world.partner, "commitment", promise)
    row = proposed(world, promise)
    deciding.confirm(row, by=world.clerk.person)
    tell_followers()
    mail = mails().get()
    assert still_true(mail), "the control"
    end(reader)
    assert not still_true(mail)
    mandate(world.partner, world.staten, "statenlid", starts_on=timezone.localdate())
    assert still_true(mails().get()), "the control"
    deciding.revoke(row, by=world.clerk.person, remark="Toch niet")
    assert not still_true(mails().get())


def test_a_dossier_is_followed_from_its_page(world: World, as_: Any) -> None:
    dossier = a_dossier()
    client = as_(world.statenlid)
    url = reverse("follow", args=["council_dossier", dossier.pk])
    assert url in client.get(dossier.get_absolute_url()).content.decode()
