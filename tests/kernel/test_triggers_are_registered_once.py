"""The register of triggers refuses what pgtrigger's own refuses, without going through all of them each time."""

import pgtrigger
import pytest
from pgtrigger import registry

from zorgzaam.accounts.models import User
from zorgzaam.audit.registry import Indexed
from zorgzaam.people.models import Person


@pytest.fixture
def triggers():
    """Triggers registered in a test are forgotten after it."""
    found = []
    yield found
    for trigger, model in found:
        trigger.unregister(model)


def protect(name, operation=pgtrigger.Delete):
    return pgtrigger.Protect(name=name, operation=operation)


def test_ours_is_the_one_in_use_and_knows_every_trigger():
    register = registry._registry
    assert isinstance(register, Indexed)
    assert len(register) > 1000
    assert register.by_db_table == registry._Registry.by_db_table.fget(register)
    assert register.pg_function_names == registry._Registry.pg_function_names.fget(register)


def test_a_name_is_taken_once_on_a_table(triggers):
    trigger = protect("test_once")
    trigger.register(User)
    triggers.append((trigger, User))
    trigger.register(User)
    with pytest.raises(KeyError, match="already"):
        protect("test_once", pgtrigger.Update).register(User)
    protect("test_once").register(Person)
    triggers.append((protect("test_once"), Person))


def test_a_name_is_free_again_after_it_was_taken_off():
    trigger = protect("test_again")
    trigger.register(User)
    trigger.unregister(User)
    other = protect("test_again", pgtrigger.Update)
    other.register(User)
    other.unregister(User)
    assert (User._meta.db_table, "test_again") not in registry._registry.by_db_table
