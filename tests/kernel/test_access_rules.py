"""The one door: not visible is 404, visible but not allowed is 403, and a share by hand has an end."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.models import AgendaItem, AgendaItemShare
from tests import world as cast
from tests.governance import agendas
from zorgzaam import access
from zorgzaam.standing import StandIn, standing_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]


NAME, CODENAME = "governance.delete_agendaitem", "delete_agendaitem"


@pytest.fixture(autouse=True)
def item(world):
    return agendas.an_item(agendas.a_meeting(world.coalition), "Een stuk")


@pytest.fixture
def shares(world):
    return world


@pytest.fixture
def secret():
    """A rule that says no to everybody but the secretary, under the name of a permission that exists."""

    @access.rule(NAME)
    def is_secretary(standing, source):
        return any("secretaris" in roles for roles in standing.bodies.values())

    yield
    del access._rules[NAME]


def share(world, **values):
    permission = Permission.objects.get_or_create(
        codename=CODENAME, content_type=ContentType.objects.get_for_model(AgendaItem), defaults={"name": "x"}
    )[0]
    values = {
        "user": world.other_member,
        "given_by": world.secretary,
        "until": timezone.now() + datetime.timedelta(days=1),
        "reason": "leest mee",
        **values,
    }
    return AgendaItemShare(permission=permission, content_object=AgendaItem.objects.get(), **values)


def may(user, world):
    return access.may(cast.fresh(user), NAME, AgendaItem.objects.get())


def test_an_unknown_rule_is_a_mistake_and_never_a_no(world):
    with pytest.raises(KeyError):
        access.may(world.bureau, "governance.veiw_body", world.coalition)


def test_two_rules_with_one_name_are_a_mistake(secret):
    with pytest.raises(ValueError, match="two rules"):
        access.rule(NAME)(lambda standing, obj: True)


def test_absent_and_invisible_are_the_same_404_and_forbidden_is_403(world, secret):
    source = AgendaItem.objects.get()
    hidden = Mandate.objects.get(person=world.chair.person)
    visitor = cast.fresh(world.partner)
    for key in (hidden.pk, uuid.uuid4(), "geen-uuid", "\x00", 2**70, None):
        with pytest.raises(Http404):
            access.get_for(visitor, Mandate.objects, NAME, pk=key)
    with pytest.raises(PermissionDenied):
        access.get_for(cast.fresh(world.bureau), AgendaItem.objects, NAME, pk=source.pk)
    secretary = cast.fresh(world.secretary)
    assert access.get_for(secretary, AgendaItem.objects, NAME, pk=source.pk) == source
    assert access.get_visible(cast.fresh(world.bureau), AgendaItem.objects, pk=source.pk) == source


def test_being_superuser_passes_no_rule(world, secret):
    assert not may(world.admin, world)
    assert may(world.secretary, world)


def test_a_share_opens_until_its_end_and_for_its_reader_only(world, secret):
    assert not may(world.other_member, world)
    given = share(world)
    given.save()
    assert may(world.other_member, world)
    assert not may(world.partner, world)
    ids = access.shared_ids(cast.fresh(world.other_member), AgendaItemShare, CODENAME)
    assert [row["content_object_id"] for row in ids] == [AgendaItem.objects.get().pk]
    AgendaItemShare.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert not may(world.other_member, world)
    assert not access.shared_ids(cast.fresh(world.other_member), AgendaItemShare, CODENAME).exists()


def test_a_share_under_another_permission_opens_nothing(shares, secret):
    given = share(shares)
    given.permission = Permission.objects.get(codename="view_agendaitem")
    given.save()
    assert not may(shares.other_member, shares)


def test_nobody_shares_with_themselves(shares):
    mine = share(shares, given_by=shares.other_member)
    with pytest.raises(ValidationError, match="niets met jezelf"):
        mine.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.save()
    assert share(shares).validate_constraints() is None


def test_a_stand_in_has_no_shares(shares, secret):
    share(shares).save()
    reader = StandIn(standing_on(shares.other_member.person_id, timezone.localdate()))
    assert not access.may(reader, NAME, AgendaItem.objects.get())
    assert not access.shared_ids(reader, AgendaItemShare, CODENAME).exists()


def test_nobody_grants_themselves_a_mandate(world):
    from zorgzaam.audit.history import acting

    values = {"body": world.other, "person": world.secretary.person, "starts_on": cast.LONG_AGO}
    with acting(world.secretary), pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(**values)
    with acting(world.bureau):
        own = Mandate.objects.create(**values, ends_on=cast.LONG_AGO)
    with acting(world.secretary), pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=own.pk).update(ends_on=None)
