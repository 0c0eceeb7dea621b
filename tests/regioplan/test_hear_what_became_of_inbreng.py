"""Who brought inbreng in and left an address, or follows it, hears of the answer once; the past is no news."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.voices.contacts import VoiceContact
from regioplan.voices.emails import NEWS, still_wanted
from regioplan.voices.jobs import tell_about_answers
from regioplan.voices.models import VoiceAnswer
from tests.regioplan import publicmaking as making
from tests.themes.reading import words
from tests.world import person, set_up
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
run = set_up(tell_about_answers)


@set_up
def follow(who, voice):
    Follow.objects.create(person=getattr(who, "person", who), kind="voice", subject_id=voice.pk)


@set_up
def contact(voice, address="panel@duindorp.example"):
    return VoiceContact.objects.create(voice=voice, address=address)


def answer(to, **extra):
    return making.answer(to, **{"answered_on": timezone.localdate(), **extra})


def mailed():
    return sorted(OutgoingMail.objects.values_list("to_address", flat=True))


def test_from_the_answer_to_the_mail(world, as_):
    voice = making.voice()
    bureau = as_(world.bureau)
    form = reverse("voice_answer_add", args=[voice.pk])
    assert "Niemand krijgt hierover bericht" in words(bureau, form)
    as_(world.member).post(reverse("follow", args=["voice", voice.pk]), {"wanted": "yes"})
    added = bureau.post(reverse("voice_contact_add", args=[voice.pk]), {"address": "Panel@Duindorp.example"})
    assert added.status_code == 302
    assert "2 mensen krijgen hierover bericht." in words(bureau, form)
    said = {"verdict": "deels", "text": "De bus rijdt elk uur.", "answered_by": "Zorgraad Deltaland"}
    today = timezone.localdate().isoformat()
    assert run() == 0
    assert bureau.post(form, {**said, "answered_on": today, "answered_precision": "day"}).status_code == 302
    assert (run(), run()) == (2, 0)
    assert mailed() == sorted([world.member.person.email, "panel@duindorp.example"])
    mail = OutgoingMail.objects.get(to_address="panel@duindorp.example")
    assert "De bus rijdt elk uur." in mail.text
    assert voice.get_absolute_url() in mail.text


def test_who_follows_and_left_an_address_gets_one_mail(world):
    voice = making.voice()
    follow(world.member, voice)
    contact(voice, world.member.person.email)
    answer(voice)
    assert (run(), mailed()) == (1, [world.member.person.email])


@pytest.mark.parametrize("days", [None, NEWS.days + 1])
def test_the_past_is_no_news(world, days):
    voice, today = making.voice(), timezone.localdate()
    contact(voice)
    answer(voice, answered_on=today - datetime.timedelta(days=days) if days else None)
    taken_over = answer(voice)
    set_up(VoiceAnswer.objects.filter(pk=taken_over.pk).update)(written_on=None)
    assert (run(), mailed()) == (0, [])
    answer(voice, answered_on=today - NEWS)
    assert run() == 1, "the control"


def test_an_answer_to_a_draft_is_told_when_it_is_public(world):
    voice = making.voice(state="concept")
    contact(voice)
    answer(voice)
    assert run() == 0
    voice.publish(by=world.bureau)
    assert run() == 1


def test_no_mail_goes_to_who_stopped_or_about_what_was_withdrawn(world):
    voice, other = making.voice(), making.voice("De trein")
    somebody = person("Vera Volger")
    follow(somebody, voice)
    one = contact(voice)
    contact(other, "ander@duindorp.example")
    answer(voice)
    answer(other)
    assert run() == 3
    mails = {mail.to_address: mail for mail in OutgoingMail.objects.all()}
    assert all(still_wanted(mail) for mail in mails.values()), "the control"
    set_up(Follow.objects.all().delete)()
    assert not still_wanted(mails[somebody.email])
    set_up(one.delete)()
    assert not still_wanted(mails["panel@duindorp.example"])
    other.withdraw(by=world.bureau, reason="Te herkennen.")
    assert not still_wanted(mails["ander@duindorp.example"])
    assert not VoiceContact.objects.exists(), "what nobody will be written to about keeps no address"


def test_addresses_are_for_the_netwerkbureau_and_go_when_somebody_is_erased(world, as_):
    voice = making.voice()
    somebody = person("Vera Volger", email="Vera@Duindorp.example")
    one = contact(voice, "vera@duindorp.example")
    page = voice.get_absolute_url()
    for reader in (None, world.member, world.admin):
        assert "vera@duindorp" not in as_(reader).get(page).content.decode()
    assert "vera@duindorp" in as_(world.bureau).get(page).content.decode(), "the control"
    with pytest.raises(IntegrityError), transaction.atomic():
        contact(voice, one.address)
    set_up(somebody.erase)()
    assert not VoiceContact.objects.exists()
    again = contact(voice)
    gone = as_(world.bureau).post(reverse("voice_contact_remove", args=[again.pk]), {"sure": "yes"})
    assert gone.status_code == 302
    assert not VoiceContact.objects.exists()


def test_a_correction_of_an_answer_is_not_mailed_again(world, as_):
    voice = making.voice()
    contact(voice)
    given = answer(voice)
    assert run() == 1
    set_up(VoiceAnswer.objects.filter(pk=given.pk).update)(text="De bus rijdt elk half uur.")
    assert run() == 0
