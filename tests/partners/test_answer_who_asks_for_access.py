"""A colleague who manages or the netwerkbureau answers, once; never one's own question."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.joining import answering
from partners.joining.answering import Grant
from partners.joining.models import AccessRequest, AccessState
from partners.organisations.models import Representation
from tests.partners import coming_in
from tests.world import fresh, organisation, person, representation, set_up
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, changes_of
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go
from zorgzaam.standing import standing_of

pytestmark = pytest.mark.django_db


def answer(client, row, how="access_grant", **typed):
    url = reverse(how, args=[row.pk])
    version = AccessRequest.objects.get(pk=row.pk).version
    return client.post(url, {"role": "adviseur", "version": version, **typed})


def refuse(client, row):
    return answer(client, row, "access_refuse", reason="Wij kennen u niet.")


def test_a_colleague_lets_a_stranger_in(world, as_):
    row = coming_in.of_stranger(world)
    assert answer(as_(world.partner), row).status_code == 302
    row.refresh_from_db()
    mine = world.partner.person.representations.get()
    assert (row.state, row.answered_by, row.through) == (AccessState.GRANTED, world.partner.person, mine)
    assert row.representation.given_by == mine
    user = User.objects.get(email=coming_in.ADDRESS)
    assert world.partner_org.pk in standing_of(fresh(user)).organisations
    kinds = set(OutgoingMail.objects.filter(to_address=coming_in.ADDRESS).values_list("kind", flat=True))
    assert kinds == {"account-invitation", "speaks-for"}
    assert changes_of(row)[0].actor_key == f"person:{world.partner.person_id}"


def test_who_has_an_account_already_keeps_it(world, as_):
    row = coming_in.a_request(world)
    assert answer(as_(world.bureau), row, manages="on").status_code == 302
    assert world.partner_org.pk in standing_of(fresh(world.statenlid)).manages
    assert not OutgoingMail.objects.filter(kind="account-invitation").exists()


def test_no_is_mailed_with_the_reason_and_gives_nothing(world, as_):
    row = coming_in.of_stranger(world)
    assert refuse(as_(world.partner), row).status_code == 302
    mail = OutgoingMail.objects.get(to_address=coming_in.ADDRESS)
    assert "Wij kennen u niet." in mail.text
    assert not User.objects.filter(email=coming_in.ADDRESS).exists()
    row.refresh_from_db()
    assert row.state == AccessState.REFUSED


def test_the_first_answer_counts_and_the_second_hears_so(world, as_):
    row = coming_in.of_stranger(world)
    refuse(as_(world.bureau), row)
    page = answer(as_(world.partner), row)
    assert page.status_code in (409, 422)
    assert "al beantwoord door Bo Bureau" in page.content.decode()
    assert not User.objects.filter(email=coming_in.ADDRESS).exists()


def test_an_organisation_that_is_not_listed_is_chosen_by_the_bureau(world, as_):
    row = coming_in.of_stranger(world, organisation=None, organisation_name="Buurtzorg Nieuw")
    assert as_(world.partner).get(row.get_absolute_url()).status_code == 404
    client = as_(world.bureau)
    register = f"{reverse('desk_organisation_new')}?naam=Buurtzorg%20Nieuw"
    assert register in client.get(row.get_absolute_url()).content.decode()
    assert client.get(register).context["form"]["name"].value() == "Buurtzorg Nieuw"
    page = answer(client, row)
    assert page.status_code == 422
    new = organisation("Buurtzorg Nieuw")
    assert answer(client, row, organisation=new.pk).status_code == 302
    assert Representation.objects.get(person__email=coming_in.ADDRESS).organisation == new


def test_nobody_answers_their_own_question(world, as_):
    mine = coming_in.a_request(world, by=world.bureau)
    client = as_(world.bureau)
    assert answer(client, mine).status_code == 403
    assert "Mag Bo Bureau" not in client.get("/werkbank/").content.decode()
    # By address too, where they asked as a stranger.
    strange = coming_in.of_stranger(world, organisation=world.other_org, address=world.bureau.email)
    page = answer(client, strange)
    assert page.status_code == 422
    assert "je eigen vraag niet" in page.content.decode()


@pytest.mark.parametrize("how", ["person", "address", "elsewhere", "ended", "in somebody's name"])
def test_the_database_refuses_an_answer_that_is_not_theirs(world, how):
    asked = {"person": world.bureau.person} if how == "person" else {"person": None}
    address = world.bureau.email if how == "address" else coming_in.ADDRESS
    row = coming_in.a_request(world, address=address, **asked)
    through = {}
    if how == "elsewhere":
        through = {"through": representation(world.bureau, world.other_org)}
    elif how == "ended":
        through = {
            "through": representation(
                world.bureau, world.partner_org, ends_on=timezone.localdate().replace(year=2021)
            )
        }
    who = world.partner if how == "in somebody's name" else world.bureau
    with pytest.raises(IntegrityError), transaction.atomic(), acting(who):
        AccessRequest.objects.filter(pk=row.pk).update(**said(world.bureau, **through))


def said(who, **extra):
    return {
        "state": AccessState.REFUSED, "answer": "Nee", "answered_by": who.person, "answered_at": timezone.now(),
        **extra,
    }  # fmt: skip


def test_control_the_database_takes_an_answer_that_is_theirs(world):
    row = coming_in.of_stranger(world)
    with acting(world.bureau):
        assert AccessRequest.objects.filter(pk=row.pk).update(**said(world.bureau)) == 1
    for again in (AccessState.GRANTED, AccessState.OPEN):
        with (
            pytest.raises(Exception, match=r"transition|constraint"),
            transaction.atomic(),
            acting(world.bureau),
        ):
            AccessRequest.objects.filter(pk=row.pk).update(state=again)


def test_a_right_that_ended_answers_nothing(world, as_):
    row = coming_in.of_stranger(world)
    mine = world.partner.person.representations.get()
    mail_to = coming_in.speaking(world.partner_org, world.member, manages=True)
    set_up(Representation.objects.filter(pk=mine.pk).update)(manages=False)
    assert answer(as_(world.partner), row).status_code == 404
    # The control: who has it may.
    assert answer(as_(world.member), row).status_code == 302
    assert mail_to.manages


def test_mail_that_asks_goes_to_nobody_once_it_is_answered(world, as_):
    from partners.joining.emails import tell_managers

    row = coming_in.of_stranger(world)
    set_up(tell_managers)(row)
    mail = OutgoingMail.objects.get(kind="access-asked")
    assert still_may_go(mail)
    refuse(as_(world.bureau), row)
    assert not still_may_go(mail)


def test_a_known_person_without_an_account_waits_for_the_bureau_when_a_colleague_says_yes(world):
    kees = person("Kees Bekend")
    row = coming_in.of_stranger(world, address=kees.email)
    answering.grant(row, Grant("adviseur"), by=world.partner)
    assert Representation.objects.get(person=kees).organisation == world.partner_org
    assert not User.objects.filter(person=kees).exists()
