"""A question put into SQL once is answered for the arguments of each time."""

import datetime
import uuid

import pytest

from governance.bodies.models import Mandate
from governance.bodies.standing import mandates_held
from partners.organisations.models import Representation
from partners.organisations.standing import spoken_for
from tests import world as cast
from zorgzaam.accounts.backends import AccountBackend
from zorgzaam.accounts.models import User
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.prepared import SOME_DAY, SOMEBODY, Prepared

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 29)


def test_everybody_gets_their_own_answer_on_every_day(world):
    cast.mandate(world.member, world.other, starts_on=DAY, ends_on=DAY)
    cast.representation(world.member, world.other_org, starts_on=DAY, ends_on=DAY)
    answers = set()
    for user in (world.member, world.secretary, world.partner, world.member):
        for day in (DAY - datetime.timedelta(days=1), DAY, DAY + datetime.timedelta(days=1)):
            of = {"person_id": user.person_id}
            held = Mandate.objects.on(day).filter(**of).values_list("body_id", "body__kind", "role")
            speaks = Representation.objects.on(day).filter(**of).values_list("organisation_id", "manages")
            assert sorted(mandates_held(user.person_id, day)) == sorted(held)
            assert sorted(spoken_for(user.person_id, day)) == sorted(speaks)
            answers.add((frozenset(held), frozenset(speaks)))
    assert len(answers) == 4, "the control: the arguments matter"


def test_it_is_worded_once_and_its_other_values_stay(world):
    worded = []

    def ask(pk):
        worded.append(pk)
        return Person.objects.filter(pk=pk, name__contains="Partner").order_by().values_list("name")

    named = Prepared(ask, SOMEBODY)
    assert named(world.partner.person_id) == [(world.partner.person.name,)]
    assert named(world.member.person_id) == []
    assert worded == [SOMEBODY]


def test_an_argument_that_is_not_asked_for_is_refused(world):
    forgetful = Prepared(lambda pk, day: Person.objects.filter(pk=pk).values_list("pk"), SOMEBODY, SOME_DAY)
    with pytest.raises(TypeError, match="argument"):
        forgetful(world.member.person_id, DAY)


def test_a_column_only_the_orm_can_read_is_refused(world):
    def headers(pk):
        return OutgoingMail.objects.filter(pk=pk).values_list("headers")

    def subjects(pk):
        return OutgoingMail.objects.filter(pk=pk).values_list("subject")

    with pytest.raises(TypeError, match="column"):
        Prepared(headers, SOMEBODY)(world.member.pk)
    assert Prepared(subjects, SOMEBODY)(world.member.pk) == []


def test_an_account_comes_with_all_it_has(world, django_assert_num_queries):
    cast.second_factor(world.member)
    for user, factor in ((world.member, True), (world.admin, world.admin.authenticator_set.exists())):
        with django_assert_num_queries(1):
            found = AccountBackend().get_user(user.pk)
            assert found.person.name == user.person.name
        real = User.objects.select_related("person").get(pk=user.pk)
        for one, other in ((found, real), (found.person, real.person)):
            assert {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields} == {
                field.attname: getattr(other, field.attname) for field in other._meta.concrete_fields
            }
        assert (found._state.adding, found._state.db) == (real._state.adding, real._state.db)
        assert found.has_factor is factor
    assert AccountBackend().get_user(uuid.uuid4()) is None
