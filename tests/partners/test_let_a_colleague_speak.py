"""Who manages lets colleagues in, for as long as is said; nobody lets in themselves, and an address tells nothing."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.contacts import speaking
from partners.contacts.speaking import Newcomer, let_in
from partners.organisations.models import Representation
from tests.partners import coming_in
from tests.world import end, fresh, person, representation, set_up
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.standing import standing_of

pytestmark = pytest.mark.django_db
NEW = {"name": "Nina Nieuw", "address": coming_in.ADDRESS, "role": "adviseur"}


def add(client, world, **typed):
    return client.post(reverse("colleague_add", args=[world.partner_org.pk]), {**NEW, **typed})


def mails(kind):
    return OutgoingMail.objects.filter(kind=kind)


# ---------------------------------------------------------------- letting in
def test_somebody_new_gets_a_person_an_account_an_invitation_and_a_word(world, as_):
    assert add(as_(world.partner), world).status_code == 302
    row = Representation.objects.get(person__email=coming_in.ADDRESS)
    assert (row.role, row.manages, row.starts_on) == ("adviseur", False, timezone.localdate())
    assert row.given_by == world.partner.person.representations.get()
    assert not row.person.user.has_usable_password()
    assert mails("account-invitation").get().to_address == coming_in.ADDRESS
    mail = mails("speaks-for").get()
    assert "namens Zorggroep Duin" in mail.text
    assert "als adviseur" in mail.text
    assert world.partner_org.pk in standing_of(fresh(row.person.user)).organisations
    assert world.partner_org.pk not in standing_of(fresh(row.person.user)).manages


def test_the_form_sent_twice_lets_in_once(world, as_):
    client, key = as_(world.partner), "2f0b7a3e-5f0f-4d8e-9a55-5d5b2d6f1f00"
    for _ in range(2):
        assert add(client, world, form_key=key).status_code == 302
    assert Person.objects.filter(email=coming_in.ADDRESS).count() == 1
    assert mails("speaks-for").count() == 1


def test_an_address_with_an_account_is_that_person_and_nobody_is_told(world, as_):
    client = as_(world.partner)
    known = add(client, world, address=world.statenlid.email.upper(), name="Iemand Anders")
    unknown = add(client, world)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    row = Representation.objects.get(person=world.statenlid.person)
    assert mails("account-invitation").filter(to_address=world.statenlid.email).count() == 0
    for page in (unknown.url, reverse("history", args=["organisation", world.partner_org.pk])):
        text = client.get(page, follow=True).content.decode()
        assert world.statenlid.person.name not in text
    assert "Iemand Anders" in client.get(known.url).content.decode()
    # The control: the person's own name is what the column would have shown.
    assert row.person.name == world.statenlid.person.name != row.name


def test_a_known_person_without_an_account_gets_none_from_a_colleague_but_from_the_bureau(world, as_):
    kees = person("Kees Bekend")
    add(as_(world.partner), world, address=kees.email, name="Kees")
    row = Representation.objects.get(person=kees)
    assert not User.objects.filter(person=kees).exists()
    assert "maakt het voor je klaar" in mails("speaks-for").get().text
    client = as_(world.bureau)
    assert "Geef Kees Bekend een account" in client.get("/werkbank/").content.decode()
    page = client.get(reverse("speaking_account", args=[row.pk]))
    version = page.context["form"]["version"].value()
    assert client.post(reverse("speaking_account", args=[row.pk]), {"version": version}).status_code == 302
    assert mails("account-invitation").get().to_address == kees.email
    assert "Geef Kees Bekend een account" not in client.get("/werkbank/").content.decode()


def test_nobody_lets_in_themselves(world, as_):
    page = add(as_(world.partner), world, address=world.partner.email)
    assert page.status_code == 422
    assert "Je kunt jezelf niet toevoegen" in page.content.decode()
    page = add(as_(world.bureau), world, address=world.bureau.email)
    assert "Je kunt jezelf niet toevoegen" in page.content.decode()
    assert not Representation.objects.filter(person=world.bureau.person).exists()


def test_who_speaks_already_is_said_in_words(world, as_):
    client = as_(world.partner)
    add(client, world)
    page = add(client, world)
    assert page.status_code == 422
    assert "spreekt in die tijd al voor deze organisatie" in page.content.decode()


def test_who_does_not_manage_sees_whom_to_ask_and_no_button(world, as_):
    coming_in.speaking(world.partner_org, world.member)
    client = as_(world.member)
    page = client.get(reverse("own_place", args=[world.partner_org.pk])).content.decode()
    assert reverse("colleague_add", args=[world.partner_org.pk]) not in page
    assert "Wil je een collega erbij?" in page
    assert add(client, world).status_code == 403


def test_more_than_a_day_holds_is_refused(world, as_, monkeypatch):
    monkeypatch.setattr(speaking, "MOST", 2)
    client = as_(world.partner)
    statuses = [add(client, world, address=f"wie{n}@duin.example").status_code for n in range(3)]
    assert statuses == [302, 302, 422]


# ---------------------------------------------------------------- the database
@pytest.mark.parametrize("which", ["ended", "elsewhere", "does not manage", "somebody else's"])
def test_a_capacity_that_is_not_theirs_grants_nothing(world, which):
    mine = world.partner.person.representations.get()
    if which == "ended":
        end(mine)
    elif which == "elsewhere":
        mine = representation(world.partner, world.other_org)
    elif which == "does not manage":
        set_up(Representation.objects.filter(pk=mine.pk).update)(manages=False)
    else:
        mine = coming_in.speaking(world.partner_org, world.member, manages=True)
    with pytest.raises(IntegrityError), transaction.atomic(), acting(world.partner):
        Representation.objects.create(
            organisation=world.partner_org, person=world.statenlid.person, given_by=mine
        )


def test_control_a_capacity_that_is_theirs_grants(world):
    mine = world.partner.person.representations.get()
    with acting(world.partner):
        row = Representation.objects.create(
            organisation=world.partner_org, person=world.statenlid.person, given_by=mine
        )
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic(), acting(world.bureau):
        Representation.objects.filter(pk=row.pk).update(given_by=None)


# ---------------------------------------------------------------- for a while, and the end
def change(client, row, **typed):
    url = reverse("speaking_edit", args=[row.pk])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in {**sent, **typed}.items() if value not in (None, False)}
    return client.post(url, sent)


def stop(client, row, on, version=None):
    url = reverse("speaking_end", args=[row.pk])
    version = version or client.get(url).context["form"]["version"].value()
    return client.post(url, {"on": on.isoformat(), "reason": "Andere baan", "version": version})


def test_a_delegation_ends_by_itself(world, as_):
    today = timezone.localdate()
    row = coming_in.speaking(world.partner_org, world.member, manages=True)
    until = today + datetime.timedelta(days=14)
    assert change(as_(world.partner), row, ends_on=until.isoformat(), manages="on").status_code == 302
    page = as_(world.partner).get(reverse("own_place", args=[world.partner_org.pk])).content.decode()
    assert "Tijdelijk" in page
    assert world.partner_org.pk in standing_of(fresh(world.member)).manages
    end(Representation.objects.get(pk=row.pk))
    assert world.partner_org.pk not in standing_of(fresh(world.member)).organisations
    assert as_(world.member).get(reverse("own_place", args=[world.partner_org.pk])).status_code == 403


def test_somebody_else_ends_at_once_with_a_reason_in_history(world, as_):
    row = coming_in.speaking(world.partner_org, world.member)
    client, yesterday = as_(world.partner), timezone.localdate() - datetime.timedelta(days=1)
    assert stop(client, row, yesterday).status_code == 302
    assert as_(world.member).get(reverse("own_place", args=[world.partner_org.pk])).status_code == 403
    url = reverse("history", args=["organisation", world.partner_org.pk])
    assert "Andere baan" in client.get(url).content.decode()
    assert client.get(reverse("speaking_end", args=[row.pk])).status_code == 404


def test_a_stale_end_is_refused_with_what_stands_there(world, as_):
    row = coming_in.speaking(world.partner_org, world.member)
    client = as_(world.partner)
    old = client.get(reverse("speaking_end", args=[row.pk])).context["form"]["version"].value()
    change(as_(world.bureau), row, role="directeur")
    assert stop(client, row, timezone.localdate(), old).status_code in (409, 422)
    assert Representation.objects.get(pk=row.pk).ends_on is None


def test_the_last_who_manages_stays_unless_the_bureau_says_so(world, as_):
    """Somebody who manages for a while cannot end the one who manages without an end."""
    deputy = coming_in.speaking(
        world.partner_org,
        world.member,
        manages=True,
        ends_on=timezone.localdate() + datetime.timedelta(days=9),
    )
    last = world.partner.person.representations.get()
    page = stop(as_(world.member), last, timezone.localdate())
    assert page.status_code == 422
    assert "Er moet iemand blijven" in page.content.decode()
    page = change(as_(world.member), last, manages=False)
    assert page.status_code == 422
    # The control: the netwerkbureau may.
    assert stop(as_(world.bureau), last, timezone.localdate()).status_code == 302
    assert deputy.manages


def test_nobody_changes_their_own(world):
    mine = world.partner.person.representations.get()
    with pytest.raises(ValidationError, match="over jezelf"):
        speaking.end(mine, timezone.localdate(), by=world.partner, reason="weg")


def test_the_mail_does_not_go_when_it_ended_before(world):
    from zorgzaam.post.permission import still_may_go

    row = let_in(world.partner_org, Newcomer("Nina Nieuw", coming_in.ADDRESS, "adviseur"), by=world.partner)
    mail = mails("speaks-for").get()
    assert still_may_go(mail)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    set_up(Representation.objects.filter(pk=row.pk).update)(starts_on=yesterday, ends_on=yesterday)
    assert not still_may_go(mail)


def test_who_is_erased_is_not_called_by_a_name_any_more(world, as_):
    add(as_(world.partner), world, address=world.statenlid.email, name="Iemand Anders")
    set_up(world.statenlid.person.erase)()
    assert Representation.objects.get(person=world.statenlid.person).name == "Gewiste persoon"
