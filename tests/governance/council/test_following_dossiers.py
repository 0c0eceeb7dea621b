"""Following a subject: by a feed of what everybody may read, and by a mail with what came into a dossier."""

import datetime
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.council.handling.deciding import confirm, propose
from governance.council.models import Commitment, CouncilSession, Outcome
from governance.council.news.emails import still_true, tell
from governance.council.news.gathering import MOST
from governance.council.news.jobs import tell_about_dossiers
from tests.governance.council.registers import (
    a_commitment,
    a_dossier,
    a_motion,
    a_notice,
    a_question,
    evidence,
    proposed,
)
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}
TODAY = timezone.localdate


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    return [str(entry.findtext(f"{ATOM}title")) for entry in entries]


@set_up
def a_session(world: World, **extra: Any) -> CouncilSession:
    return CouncilSession.objects.create(council=world.staten, title="Avond", held_on=TODAY(), **extra)


@set_up
def follows(user: Any, dossier: Any) -> Follow:
    return Follow.objects.create(person=user.person, kind="council_dossier", subject_id=dossier.pk)


def told(dossier: Any, day: datetime.date) -> list[OutgoingMail]:
    with acting(SystemActor.WORKER):
        tell(dossier, day)
    return list(OutgoingMail.objects.filter(kind="dossier-news").order_by("to_address"))


def test_a_register_has_a_feed_per_council_of_what_everybody_may_read(world: World, as_: Any) -> None:
    a_commitment(world.staten, "Van de Staten")
    a_commitment(world.council, "Van de raad")
    a_commitment(world.staten, "GEHEIM", **CLOSED)
    a_commitment(world.staten, "LATER", embargo_until=timezone.now() + datetime.timedelta(hours=1))
    whole = reverse("council_feed", args=["toezeggingen"])
    of_one = reverse("council_feed_of", args=["toezeggingen", world.staten.pk])
    for reader in (None, world.clerk, world.bureau):
        assert set(titles(as_(reader), whole)) == {"Toezegging: Van de Staten", "Toezegging: Van de raad"}
        assert titles(as_(reader), of_one) == ["Toezegging: Van de Staten"]
    assert Client().get(reverse("council_feed", args=["anders"])).status_code == 404
    page = Client().get(reverse("commitments") + f"?raad={world.staten.pk}").content.decode()
    assert of_one in page


def test_a_dossier_has_a_feed_of_everything_new_in_it(world: World, as_: Any) -> None:
    dossier = a_dossier("Wonen")
    row = a_commitment(world.staten, "Belofte", dossier=dossier)
    a_motion(world.staten, dossier=dossier)
    a_question(world.staten, dossier=dossier)
    a_notice(world.staten, dossier=dossier)
    a_session(world, dossier=dossier)
    a_notice(world.staten, "GEHEIM", dossier=dossier, **CLOSED)
    confirm(proposed(world, row), by=world.clerk.person)
    found = titles(as_(world.clerk), reverse("council_dossier_feed", args=[dossier.pk]))
    assert {title.partition(":")[0] for title in found} == {
        "Toezegging", "Motie", "Politieke schriftelijke vraag", "Mededeling", "Sessie", "Afgedaan door de griffie"
    }  # fmt: skip
    assert "GEHEIM" not in " ".join(found)


def test_who_has_the_feed_already_gets_nothing_again(world: World) -> None:
    a_commitment(world.staten)
    address = reverse("council_feed", args=["toezeggingen"])
    tag = Client().get(address)["ETag"]
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 304
    a_commitment(world.staten, "Nog een")
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 200, "the control"


def test_the_feed_costs_as_much_with_many_as_with_few(world: World) -> None:
    dossier = a_dossier()
    address = reverse("council_dossier_feed", args=[dossier.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        return len(asked)

    a_commitment(world.staten, dossier=dossier)
    few = cost()
    for at in range(15):
        a_commitment(world.staten, f"Nummer {at}", dossier=dossier)
        a_notice(world.council, f"Stuk {at}", dossier=dossier)
    assert cost() == few


def test_who_follows_a_dossier_gets_one_mail_a_day_with_what_they_may_read(world: World) -> None:
    dossier = a_dossier("Wonen")
    for user in (world.statenlid, world.partner):
        follows(user, dossier)
    today = TODAY()
    a_commitment(world.staten, "Nieuwe belofte", promised_on=today, dossier=dossier)
    a_question(world.staten, "Nieuwe vraag", dossier=dossier)
    a_commitment(world.staten, "Besloten belofte", promised_on=today, dossier=dossier, **CLOSED)
    a_commitment(world.staten, "Oude belofte", dossier=dossier)
    mails = {mail.to_address: mail for mail in told(dossier, today)}
    assert set(mails) == {world.statenlid.email, world.partner.email}
    for mail in mails.values():
        assert "Nieuwe belofte" in mail.text
        assert "Nieuwe vraag" in mail.text
        assert "Oude belofte" not in mail.text, "what is noted of the past is no news"
    assert "Besloten belofte" in mails[world.statenlid.email].text
    assert "Besloten belofte" not in mails[world.partner.email].text
    assert len(told(dossier, today)) == 2, "asked again nobody gets it twice"
    assert told(dossier, today - datetime.timedelta(days=1)) == [mails[key] for key in sorted(mails)]


def test_the_job_tells_of_days_that_are_over(world: World) -> None:
    dossier = a_dossier()
    row = follows(world.partner, dossier)
    ago = timezone.now() - datetime.timedelta(days=3)
    new = a_commitment(world.staten, "Van eerder", promised_on=ago.date(), dossier=dossier)
    set_up(lambda: Commitment.objects.filter(pk=new.pk).update(created_at=ago))()
    assert tell_about_dossiers() == 0, "it was there before they followed it"
    set_up(lambda: Follow.objects.filter(pk=row.pk).update(since=ago - datetime.timedelta(days=1)))()
    assert tell_about_dossiers() == 1
    assert tell_about_dossiers() == 0


def test_what_was_closed_or_left_since_is_not_sent(world: World) -> None:
    dossier = a_dossier()
    row = follows(world.partner, dossier)
    new = a_commitment(world.staten, "Even open", promised_on=TODAY(), dossier=dossier)
    (mail,) = told(dossier, TODAY())
    assert still_true(mail), "the control"
    set_up(lambda: Commitment.objects.filter(pk=new.pk).update(**CLOSED))()
    assert not still_true(mail)
    set_up(lambda: Commitment.objects.filter(pk=new.pk).update(publicity="openbaar"))()
    assert still_true(mail)
    set_up(row.delete)()
    assert not still_true(mail)


def updated(address: str) -> list[str]:
    entries = ET.fromstring(Client().get(address).content).findall(f"{ATOM}entry")
    return [str(entry.findtext(f"{ATOM}updated"))[:10] for entry in entries]


def test_what_the_griffie_settles_is_news_now_in_both_feeds_and_says_how(world: World) -> None:
    dossier = a_dossier("Wonen")
    row = a_commitment(world.staten, "Belofte", dossier=dossier)
    long_ago = evidence("Met de sessie.", on=datetime.date(2024, 11, 27))
    confirm(propose(row, Outcome.LAPSED, long_ago, by=world.bureau), by=world.clerk.person)
    secret = a_commitment(world.staten, "GEHEIM", dossier=dossier, **CLOSED)
    confirm(proposed(world, secret), by=world.clerk.person)
    for address in (
        reverse("council_feed", args=["toezeggingen"]),
        reverse("council_feed_of", args=["toezeggingen", world.staten.pk]),
        reverse("council_dossier_feed", args=[dossier.pk]),
    ):  # fmt: skip
        assert titles(Client(), address)[0] == "Vervallen door de griffie: Belofte"
        assert updated(address)[0] == timezone.now().date().isoformat()
        said = Client().get(address).content.decode()
        assert "27 november 2024. Met de sessie." in said
        assert "GEHEIM" not in said
    assert titles(Client(), reverse("council_feed", args=["moties"])) == []


def test_a_list_of_the_past_that_is_read_in_drives_no_news_out(world: World) -> None:
    """More than one feed or mail holds, noted after what is new."""
    dossier = a_dossier("Wonen")
    follows(world.council_member, dossier)
    a_commitment(world.staten, "Van vandaag", dossier=dossier, promised_on=TODAY())
    for number in range(MOST + 1):
        a_commitment(world.staten, f"Van toen {number}", dossier=dossier)
    for address in (
        reverse("council_feed", args=["toezeggingen"]), reverse("council_dossier_feed", args=[dossier.pk])
    ):  # fmt: skip
        assert titles(Client(), address)[0] == "Toezegging: Van vandaag"
    (mail,) = told(dossier, TODAY())
    assert "Van vandaag" in mail.text
    assert "Van toen" not in mail.text
