"""Two who add a goal to one task at the same moment both keep it, each on a place of its own."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from regioplan.progress.models import Goal
from tests.regioplan import making
from tests.world import build_world
from themes.tasks.models import TransformationTask

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN = "zorgzaam.accounts.backends.AccountBackend"


def wait_until_both_wait():
    """Both requests stand before the task, which this transaction holds."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= 2:
                return
        threading.Event().wait(0.05)
    raise AssertionError("nobody waits: the race was not run")


def test_both_goals_are_kept_each_on_its_own_place():
    world, task = build_world(), making.a_task()
    told = []

    def add(user, text):
        client = Client(raise_request_exception=False)
        client.force_login(user, backend=LOGIN)
        data = {"text": text, "due_on": "", "due_precision": "day", "version": "", "source_note": ""}
        try:
            told.append(client.post(reverse("goal_add", args=[task.pk]), data).status_code)
        finally:
            connection.close()

    who = {"Niemand is alleen": world.bureau, "Iedereen beweegt": world.bureau_only}
    threads = [threading.Thread(target=add, args=[user, text]) for text, user in who.items()]
    with transaction.atomic():
        TransformationTask.objects.select_for_update().get(pk=task.pk)
        for thread in threads:
            thread.start()
        wait_until_both_wait()
    for thread in threads:
        thread.join()
    assert told == [302, 302]
    assert sorted(Goal.objects.values_list("position", flat=True)) == [1, 2]
