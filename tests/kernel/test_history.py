"""All history is attributable (promise I8)."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import world as cast
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting, changes_of
from zorgzaam.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_write_without_an_actor_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="pgh_context"), transaction.atomic():
        Person.objects.create(name="Niemand")
    with acting(SystemActor.COMMAND):
        assert Person.objects.create(name="Iemand").pk


def test_the_actor_of_an_earlier_block_does_not_stick_to_the_transaction():
    with acting(SystemActor.COMMAND):
        Person.objects.create(name="Eerst")
    with pytest.raises(IntegrityError, match="pgh_context"), transaction.atomic():
        Person.objects.create(name="Daarna")


def test_an_inner_actor_holds_for_the_inner_block_only(world):
    with acting(SystemActor.COMMAND, reason="buiten"):
        with acting(world.secretary, reason="binnen"):
            inner = Person.objects.create(name="Binnen")
        outer = Person.objects.create(name="Buiten")
    assert changes_of(inner)[0].actor_key == f"person:{world.secretary.person_id}"
    assert changes_of(inner)[0].reason == "binnen"
    assert changes_of(outer)[0].actor_key == SystemActor.COMMAND.value
    assert changes_of(outer)[0].reason == "buiten"


def test_every_path_of_writing_is_kept_with_before_and_after(world):
    with acting(world.secretary, reason="naam hersteld"):
        type(world.coalition).objects.filter(pk=world.coalition.pk).update(name="Nieuwe naam")
    change = changes_of(world.coalition)[0]
    assert ("naam", "Zorgraad Deltaland", "Nieuwe naam") in change.rows()
    assert change.reason == "naam hersteld"


def test_history_cannot_be_changed_or_removed(world):
    event = world.coalition.history.first()
    table = type(event)._meta.db_table
    for sql in (f"UPDATE {table} SET pgh_label = 'x'", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_history_keeps_no_personal_data():
    columns = {field.name for field in Person.history.rel.related_model._meta.concrete_fields}
    assert not columns & {"name", "sort_name", "email", "phone"}


def test_erasing_a_person_erases_and_the_history_stays_readable(world):
    somebody = world.member.person
    with acting(world.admin, reason="verzoek van de persoon"):
        somebody.erase()
    somebody.refresh_from_db()
    assert "Lot" not in f"{somebody.name} {somebody.sort_name} {somebody.email}"
    assert world.coalition.mandates.get(person=somebody).person.name == "Gewiste persoon"
    world.member.refresh_from_db()
    assert not world.member.is_active
    assert "lot" not in world.member.email


def test_a_request_writes_in_the_name_of_who_is_signed_in(world, as_):
    from zorgzaam.follow import Follow

    cast.person("Zomaar")
    from zorgzaam import follow

    follow.register("proef", follow.Subject(lambda: type(world.coalition).objects, "proef"))
    as_(world.member).post(f"/volgen/proef/{world.coalition.pk}/", {"wanted": "yes"})
    change = changes_of(Follow.objects.get(person=world.member.person))[0]
    assert change.actor_key == f"person:{world.member.person_id}"
