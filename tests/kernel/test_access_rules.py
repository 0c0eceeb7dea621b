"""The one door: not visible is 404, visible but not allowed is 403, and a share by hand has an end."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.http import Http404
from django.utils import timezone

from governance.bodies.models import Mandate
from tests import world as cast
from zorgzaam import access
from zorgzaam.sources import Source
from zorgzaam.standing import StandIn, standing_on

pytestmark = pytest.mark.django_db


class SourceShare(access.Share):
    """A share as an app makes one; its table lives as long as the test."""

    content_object = models.ForeignKey(Source, models.CASCADE)

    class Meta(access.Share.Meta):
        app_label = "zorgzaam"


@pytest.fixture(autouse=True)
def source(world):
    return cast.set_up(Source.objects.create)(code="s0", title="Een stuk")


@pytest.fixture(autouse=True)
def shares(world, source):
    with connection.schema_editor(collect_sql=True) as editor:
        sql = editor.table_sql(SourceShare)[0] % ()
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE"))
    return world


@pytest.fixture
def secret():
    """A rule that says no to everybody but the secretary, under the name of a permission that exists."""

    @access.rule("zorgzaam.view_source")
    def is_secretary(standing, source):
        return any("secretaris" in roles for roles in standing.bodies.values())

    yield
    del access._rules["zorgzaam.view_source"]


def share(world, **values):
    permission = Permission.objects.get_or_create(
        codename="view_source", content_type=ContentType.objects.get_for_model(Source), defaults={"name": "x"}
    )[0]
    values = {
        "user": world.other_member,
        "given_by": world.secretary,
        "until": timezone.now() + datetime.timedelta(days=1),
        "reason": "leest mee",
        **values,
    }
    return SourceShare(permission=permission, content_object=Source.objects.get(), **values)


def may(user, world):
    return access.may(cast.fresh(user), "zorgzaam.view_source", Source.objects.get())


def test_an_unknown_rule_is_a_mistake_and_never_a_no(world):
    with pytest.raises(KeyError):
        access.may(world.bureau, "governance.veiw_body", world.coalition)


def test_two_rules_with_one_name_are_a_mistake(secret):
    with pytest.raises(ValueError, match="two rules"):
        access.rule("zorgzaam.view_source")(lambda standing, obj: True)


def test_absent_and_invisible_are_the_same_404_and_forbidden_is_403(world, secret):
    source = Source.objects.get()
    hidden = Mandate.objects.get(person=world.chair.person)
    visitor = cast.fresh(world.partner)
    for key in (hidden.pk, uuid.uuid4(), "geen-uuid", "\x00", 2**70, None):
        with pytest.raises(Http404):
            access.get_for(visitor, Mandate.objects, "zorgzaam.view_source", pk=key)
    with pytest.raises(PermissionDenied):
        access.get_for(visitor, Source.objects, "zorgzaam.view_source", code="s0")
    secretary = cast.fresh(world.secretary)
    assert access.get_for(secretary, Source.objects, "zorgzaam.view_source", code="s0") == source
    assert access.get_visible(visitor, Source.objects, code="s0") == source


def test_being_superuser_passes_no_rule(world, secret):
    assert not may(world.admin, world)
    assert may(world.secretary, world)


def test_a_share_opens_until_its_end_and_for_its_reader_only(world, secret):
    assert not may(world.other_member, world)
    given = share(world)
    given.save()
    assert may(world.other_member, world)
    assert not may(world.partner, world)
    ids = access.shared_ids(cast.fresh(world.other_member), SourceShare, "view_source")
    assert [row["content_object_id"] for row in ids] == [Source.objects.get().pk]
    SourceShare.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert not may(world.other_member, world)
    assert not access.shared_ids(cast.fresh(world.other_member), SourceShare, "view_source").exists()


def test_a_share_under_another_permission_opens_nothing(shares, secret):
    given = share(shares)
    given.permission = Permission.objects.get(codename="change_source")
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
    assert not access.may(reader, "zorgzaam.view_source", Source.objects.get())
    assert not access.shared_ids(reader, SourceShare, "view_source").exists()


def test_nobody_grants_themselves_a_mandate(world):
    from zorgzaam.audit.history import acting

    values = {"body": world.other, "person": world.secretary.person, "starts_on": cast.LONG_AGO}
    with acting(world.secretary), pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(**values)
    with acting(world.bureau):
        own = Mandate.objects.create(**values, ends_on=cast.LONG_AGO)
    with acting(world.secretary), pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=own.pk).update(ends_on=None)
