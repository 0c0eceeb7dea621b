"""Who brings one in without an account says yes or no to its words for the public, by the link in the mail."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partners.initiatives import guests
from partners.initiatives.models import (
    Initiative,
    InitiativePublication,
    PublicityAgreement,
    PublicityRefusal,
    PublicText,
    TakeOffRequest,
)
from partners.initiatives.publishing import steps
from partners.initiatives.publishing.emails import still_asked
from partners.initiatives.publishing.steps import Said
from tests.partners.in_public import SUMMARY, a_text, on_the_site, today
from tests.partners.initiatives import VISITOR, a_guests_one, a_sent_one
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.models import OutgoingMail
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
AGREE, REFUSE, OFF = (
    "initiative_publicity_agree_guest",
    "initiative_publicity_refuse_guest",
    "initiative_publicity_off_guest",
)


def at(name: str, row: Initiative) -> str:
    return reverse(name, args=[row.guest.mailed_secret])


def asked(world: World, row: Initiative) -> PublicText:
    text = a_text(row)
    steps.ask(text, by=world.bureau)
    return text


@set_up
def reword(text: PublicText, summary: str) -> PublicText:
    text = PublicText.objects.get(pk=text.pk)
    text.summary = summary
    text.save()
    return text


def the_question() -> OutgoingMail:
    return OutgoingMail.objects.get(kind="initiative-publicity-asked")


def test_the_link_in_the_mail_opens_the_words_and_the_button_agrees(world: World, as_: As) -> None:
    row = a_guests_one(world)
    text = asked(world, row)
    mail = the_question()
    assert (mail.to_address, mail.private) == ("gerda@buiten.example", True), (
        "the bureau reads no secret link"
    )
    found = re.search(r"(/indienen/\S+)", mail.text)
    assert found
    client = Client()
    page = client.get(found[1])
    assert SUMMARY in page.content.decode()
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
    assert client.post(found[1], {"version": text.version}).status_code == 422
    answer = client.post(found[1], {"version": text.version, "checked": "on"})
    assert answer["Location"] == f"{at('initiative_following', row)}#publiciteit"
    said = PublicityAgreement.objects.get()
    assert (said.person, said.said_by) == (None, "")
    events: Any = PublicityAgreement.history.rel.related_model.objects
    assert events.get(pgh_obj_id=said.pk).pgh_context["actor"] == SystemActor.VISITOR.value
    assert "Akkoord van Stichting Buiten" in client.get(answer["Location"]).content.decode()
    assert as_(world.bureau).post(
        reverse("initiative_publish", args=[row.pk]), {"version": text.version, "checked": "on"}
    )["Location"]
    assert InitiativePublication.objects.get().agreement == said


def test_the_page_behind_the_link_says_what_is_asked(world: World) -> None:
    row = a_guests_one(world)
    following = at("initiative_following", row)
    assert "Mag dit op de site?" not in Client().get(following).content.decode()
    assert "Lees de tekst en geef akkoord" not in Client().get(following).content.decode()
    asked(world, row)
    page = Client().get(following).content.decode()
    assert page.count(at(AGREE, row)) == 2, "at the top of the page, and where the site is told of"
    assert reverse("initiative_publicity_agree", args=[row.pk]) not in page, "that one asks for an account"


def test_a_no_says_what_has_to_be_different_and_other_words_are_asked_again(world: World, as_: As) -> None:
    row = a_guests_one(world)
    text = asked(world, row)
    client = Client()
    assert at(REFUSE, row) in client.get(at(AGREE, row)).content.decode()
    assert client.post(at(REFUSE, row), {"version": text.version, "why": ""}).status_code == 422
    no = {"version": text.version, "why": "Noem de wijk niet."}
    assert client.post(at(REFUSE, row), no).status_code == 302
    assert PublicityRefusal.objects.get().person is None
    desk = as_(world.bureau).get(reverse("werkbank")).content.decode()
    assert f"Geen akkoord op de tekst: {text.title}" in desk
    assert "Noem de wijk niet." in as_(world.bureau).get(row.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="nog geen akkoord"):
        steps.publish(text, by=world.bureau)
    assert not still_asked(the_question()), "what was answered is not asked any more"
    text = reword(text, "Buren koken samen.")
    assert "Geen akkoord op de tekst" not in as_(world.bureau).get(reverse("werkbank")).content.decode()
    assert steps.ask(text, by=world.bureau).told == 1


def test_a_no_is_for_who_has_an_account_too(world: World, as_: As) -> None:
    text = asked(world, a_sent_one(world))
    url = reverse("initiative_publicity_refuse", args=[text.initiative_id])
    no = {"version": text.version, "why": "Nog niet."}
    assert as_(world.partner).post(url, no).status_code == 302
    assert PublicityRefusal.objects.get().person == world.partner.person
    assert "Mag dit op de site?" not in as_(world.partner).get(reverse("partner")).content.decode()


def test_a_yes_after_a_no_counts_and_a_no_after_a_yes_does_not(world: World) -> None:
    text = asked(world, a_guests_one(world))
    steps.refuse(text, "Liever niet.", by=VISITOR)
    with pytest.raises(ValidationError, match="al geantwoord"):
        steps.refuse(text, "Of toch om iets anders.", by=VISITOR)
    steps.agree(text, Said(on=today()), by=VISITOR)
    assert not PublicText.objects.refused().exists()
    with pytest.raises(ValidationError, match="al akkoord"):
        steps.refuse(text, "Toch niet.", by=VISITOR)
    assert steps.publish(text, by=world.bureau).number == 1


def test_the_same_button_twice_is_one_answer(world: World) -> None:
    row = a_guests_one(world)
    text = asked(world, row)
    for name, typed in ((REFUSE, {"why": "Nog niet."}), (AGREE, {"checked": "on"})):
        data = {"version": text.version, "form_key": "een-sleutel", **typed}
        codes = {Client().post(at(name, row), data).status_code for _ in range(2)}
        assert codes == {302}, name
        without_key = {key: value for key, value in data.items() if key != "form_key"}
        assert Client().post(at(name, row), without_key).status_code == 302, (
            "also without the key of the form"
        )
    assert (PublicityRefusal.objects.count(), PublicityAgreement.objects.count()) == (1, 1)


def test_words_that_changed_since_are_not_answered(world: World) -> None:
    row = a_guests_one(world)
    text = asked(world, row)
    reword(text, "Intussen iets anders.")
    for name, typed in ((AGREE, {"checked": "on"}), (REFUSE, {"why": "Nog niet."})):
        said = Client().post(at(name, row), {"version": text.version, **typed})
        assert said.status_code == 422
        page = said.content.decode()
        assert "Intussen iets anders." in page
        assert "intussen veranderd" in page
    assert not PublicityAgreement.objects.exists()
    assert not PublicityRefusal.objects.exists()
    with pytest.raises(StaleVersion):
        steps.refuse(text, "Nog niet.", by=VISITOR)


def test_the_link_of_another_answers_about_their_own_alone(world: World) -> None:
    row, other = a_guests_one(world), a_guests_one(world, "Iets anders", "piet@elders.example")
    text = asked(world, row)
    assert Client().get(at(AGREE, other)).status_code == 404, "nobody wrote words for that one"
    a_text(other)
    Client().post(at(AGREE, other), {"version": text.version, "checked": "on"})
    assert [each.initiative for each in PublicityAgreement.objects.all()] == [other]


def test_a_link_that_ended_and_the_one_of_the_browser_answer_nothing(world: World) -> None:
    row = a_guests_one(world)
    text = asked(world, row)
    guest, yes = row.guest, {"version": text.version, "checked": "on"}
    old = guest.mailed_secret
    guest.email = "nieuw@buiten.example"
    guests.change(guest, was="gerda@buiten.example")
    for secret in (old, guest.browser_secret, "niets"):
        url = reverse(AGREE, args=[secret])
        assert (Client().get(url).status_code, Client().post(url, yes).status_code) == (404, 404)
    assert not PublicityAgreement.objects.exists()
    assert not still_asked(the_question()), "the mail has an old link, and goes to an old address"
    assert Client().post(reverse(AGREE, args=[guest.mailed_secret]), yes).status_code == 302


def test_off_the_site_is_asked_by_the_link(world: World, as_: As) -> None:
    row = a_guests_one(world)
    text = a_text(row)
    assert Client().get(at(OFF, row)).status_code == 404
    steps.agree(text, Said(on=today()), by=VISITOR)
    steps.publish(text, by=world.bureau)
    assert at(OFF, row) in Client().get(at("initiative_following", row)).content.decode()
    assert Client().post(at(OFF, row), {"reason": "We stoppen ermee."}).status_code == 302
    assert TakeOffRequest.objects.get().person is None
    assert f"Van de site halen: {text.title}" in as_(world.bureau).get(reverse("werkbank")).content.decode()


@pytest.mark.parametrize("what", ["yes", "no", "off"])
def test_nobody_says_it_where_there_is_no_guest(world: World, what: str) -> None:
    publication = on_the_site(world)
    text = reword(PublicText.objects.get(initiative=publication.initiative), "Anders.")
    acts = {
        "yes": lambda: steps.agree(text, Said(on=today()), by=VISITOR),
        "no": lambda: steps.refuse(text, "Nee.", by=VISITOR),
        "off": lambda: steps.ask_off(publication, "Weg ermee.", by=VISITOR),
    }
    with pytest.raises(IntegrityError, match="said by nobody"), transaction.atomic():
        acts[what]()
    with pytest.raises(ValueError, match="only somebody"):
        steps.agree(text, Said(on=today()), by=SystemActor.WORKER)
