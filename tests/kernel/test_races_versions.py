"""Many editors at once lose nothing that was acknowledged (promise I2)."""

import random
import threading

import pytest
from django.db import connection

from governance.bodies.models import Body
from tests import world as cast
from tests.conftest import FULL
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS, ROUNDS = (20, 50) if FULL else (6, 8)


def race(edit):
    """Every editor adds its own marks to one text; gives the marks acknowledged and the text in the end."""
    body = cast.body("Wedloop")
    acknowledged: list[str] = []
    start = threading.Barrier(EDITORS)

    def editor(number):
        try:
            chance = random.Random(number)
            start.wait()
            with acting(SystemActor.SETUP):
                for turn in range(ROUNDS):
                    mark = f"[{number}.{turn}]"
                    if edit(body.pk, mark, chance):
                        acknowledged.append(mark)
        finally:
            connection.close()

    threads = [threading.Thread(target=editor, args=[n]) for n in range(EDITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return acknowledged, Body.objects.get(pk=body.pk)


def by_version(pk, mark, chance):
    body = Body.objects.get(pk=pk)
    threading.Event().wait(chance.uniform(0, 0.005))
    body.purpose += mark
    try:
        body.save()
    except StaleVersion:
        return False
    return True


def plainly(pk, mark, chance):
    """The control: read, think, write, as a save without a version does."""
    purpose = Body.objects.get(pk=pk).purpose
    threading.Event().wait(chance.uniform(0, 0.005))
    Body.objects.filter(pk=pk).update(purpose=purpose + mark)
    return True


def test_no_acknowledged_edit_is_lost():
    acknowledged, body = race(by_version)
    assert acknowledged
    assert [mark for mark in acknowledged if mark not in body.purpose] == []
    assert body.version == 1 + len(acknowledged)


def test_control_plain_saves_lose_edits_silently():
    acknowledged, body = race(plainly)
    assert [mark for mark in acknowledged if mark not in body.purpose]


def keeps_editing(pk, mark, chance):
    """One object in hand, saved again and again, as a long job does: its own version must stay its own."""
    held = keeps_editing.held.setdefault(threading.get_ident(), Body.objects.get(pk=pk))
    held.purpose += mark
    try:
        held.save()
    except StaleVersion:
        keeps_editing.held[threading.get_ident()] = Body.objects.get(pk=pk)
        return False
    return True


def test_an_object_that_is_saved_twice_never_takes_over_the_version_of_another():
    keeps_editing.held = {}
    acknowledged, body = race(keeps_editing)
    assert [mark for mark in acknowledged if mark not in body.purpose] == []
