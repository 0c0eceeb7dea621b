"""An organisation asks to take part, or to put its name right; the bureau answers, and yes is a dated deelname."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.joining import taking_part
from partners.joining.models import Ask, AskKind, AskState
from partners.organisations.models import Participation, ParticipationKind
from tests.partners import coming_in
from tests.world import LONG_AGO, representation, set_up
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def ask(client, world, how="ask_join"):
    return client.post(reverse(how, args=[world.partner_org.pk]), {"words": "Wij willen aan tafel."})


def answer(client, row, how="ask_yes", **typed):
    sent = {"words": "Welkom aan tafel.", "version": row.version, **typed}
    return client.post(reverse(how, args=[row.pk]), sent)


def joins(day, **more):
    return {"kind": "deelnemer", "starts_on": day.isoformat(), **more}


@set_up
def takes_part(world, kind=ParticipationKind.CIRCLE, **extra):
    return Participation.objects.create(
        organisation=world.partner_org, kind=kind, **{"starts_on": LONG_AGO, **extra}
    )


def test_yes_makes_a_deelname_from_a_day_and_ends_what_was(world, as_):
    circle, day = takes_part(world), timezone.localdate() + datetime.timedelta(days=5)
    assert ask(as_(world.partner), world).status_code == 302
    client, row = as_(world.bureau), Ask.objects.get()
    assert "Zorggroep Duin wil meedoen" in client.get("/werkbank/").content.decode()
    assert answer(client, row, **joins(day)).status_code == 302
    row.refresh_from_db()
    circle.refresh_from_db()
    assert (row.state, row.participation.kind, row.participation.starts_on) == ("ja", "deelnemer", day)
    assert circle.ends_on == day - datetime.timedelta(days=1)
    mail = OutgoingMail.objects.get(kind="organisation-answered")
    assert mail.to_address == world.partner.email
    assert "Welkom aan tafel." in mail.text
    own = as_(world.partner).get(reverse("own_place", args=[world.partner_org.pk])).content.decode()
    for words in ("Begint later", "Welkom aan tafel.", "tot en met"):
        assert words in own
    assert "wil meedoen" not in client.get("/werkbank/").content.decode()


def test_no_has_a_reason_they_read(world, as_):
    row = coming_in.an_ask(world)
    assert answer(as_(world.bureau), row, "ask_no", words="").status_code == 422
    assert answer(as_(world.bureau), row, "ask_no", words="Eerst kennismaken.").status_code == 302
    assert "Eerst kennismaken." in as_(world.partner).get(row.get_absolute_url()).content.decode()
    assert not Participation.objects.exists()


def test_asking_twice_is_said_and_a_deelnemer_has_nothing_to_ask(world, as_):
    client = as_(world.partner)
    ask(client, world)
    page = ask(client, world)
    assert page.status_code == 422
    assert "Jullie hebben dit al gevraagd" in page.content.decode()
    set_up(Ask.objects.filter(kind="meedoen").update)(state=AskState.WITHDRAWN)
    takes_part(world, ParticipationKind.MEMBER)
    assert "al deelnemer" in ask(client, world).content.decode()
    assert "We willen meedoen" not in client.get("/partner/").content.decode()


def test_details_are_asked_beside_it_and_answered_in_words(world, as_):
    client = as_(world.partner)
    ask(client, world)
    assert ask(client, world, "ask_details").status_code == 302
    row = Ask.objects.get(kind=AskKind.DETAILS)
    assert answer(as_(world.bureau), row).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.participation) == (AskState.YES, None)


def test_they_take_it_back_until_it_is_answered(world, as_):
    row = coming_in.an_ask(world)
    url = reverse("ask_withdraw", args=[row.pk])
    assert as_(world.partner).post(url, {"version": row.version}).status_code == 302
    page = answer(as_(world.bureau), row, "ask_no")
    assert page.status_code in (409, 422)
    assert "al afgehandeld: ingetrokken" in page.content.decode()


def test_a_later_deelname_stands_in_the_way_and_nothing_is_done(world, as_):
    takes_part(world, starts_on=timezone.localdate() + datetime.timedelta(days=30))
    row = coming_in.an_ask(world)
    page = answer(as_(world.bureau), row, **joins(timezone.localdate()))
    assert page.status_code == 422
    assert "al een andere deelname" in page.content.decode()
    assert Participation.objects.count() == 1


def test_nobody_answers_what_they_asked(world, as_):
    representation(world.bureau, world.partner_org)
    row = coming_in.an_ask(world, asked_by=world.bureau.person)
    assert answer(as_(world.bureau), row, "ask_no").status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        taking_part.say_no(row, "Nee", by=world.bureau)
    # The control: a colleague at the netwerkbureau may.
    assert answer(as_(world.bureau_only), row, "ask_no").status_code == 302


def test_only_who_speaks_for_it_asks(world):
    for who in (world.member, world.bureau, world.other_partner):
        with pytest.raises(IntegrityError), transaction.atomic(), acting(who):
            Ask.objects.create(
                organisation=world.partner_org, kind="meedoen", words="Ik", asked_by=who.person
            )
