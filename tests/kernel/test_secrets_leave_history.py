"""Secrets of personal links that history took before they were masked are taken out; history stays append-only."""

import importlib
import os
from types import SimpleNamespace

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from tests import servers
from tests.kernel.mailing import mass
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.post.models import MailState, OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]
MIGRATION = importlib.import_module("zorgzaam.migrations.0010_secrets_leave_the_book_and_history")
SECRET = "kanarie" * 6
PATHS = {
    f"/nieuwsbrief/mijn/{SECRET}/": "/nieuwsbrief/mijn/***/",
    f"/netwerkbijeenkomst/mijn/{SECRET}/terugblik/": "/netwerkbijeenkomst/mijn/***/terugblik/",
    "/werkbank/post/": "/werkbank/post/",
}


@pytest.mark.django_db(transaction=True)
def test_the_path_in_history_loses_its_secret_and_nothing_else() -> None:
    made = {}
    for path in PATHS:
        with acting(SystemActor.VISITOR, reason="omdat", path=path, request="r1"):
            made[path] = Person.objects.create(name=path[-9:], sort_name="x")
    address = servers.database_url(os.environ["TEST_OWNER_URL"], connection.settings_dict["NAME"])
    with psycopg.connect(address) as owner:
        as_owner = SimpleNamespace(cursor=owner.cursor, ops=connection.ops)
        MIGRATION.mask_history(apps, SimpleNamespace(connection=as_owner))
    for path, shown in PATHS.items():
        (event,) = made[path].history.all()
        assert event.pgh_context == {
            "actor": SystemActor.VISITOR, "reason": "omdat", "path": shown, "request": "r1"
        }  # fmt: skip
    with psycopg.connect(address) as owner, pytest.raises(psycopg.Error, match="Cannot update"):
        owner.execute("UPDATE zorgzaam_personevent SET pgh_label = 'anders'")


def test_the_book_loses_the_keys_of_mail_that_never_goes_again() -> None:
    mass.people(3)
    mass.queued()
    gone, refused, waits = OutgoingMail.objects.order_by("to_address")
    OutgoingMail.objects.filter(pk=gone.pk).update(state=MailState.SENT)
    OutgoingMail.objects.filter(pk=refused.pk).update(state=MailState.FAILED)
    MIGRATION.empty_keys(apps, connection.schema_editor())
    kept = dict(OutgoingMail.objects.values_list("pk", "values"))
    assert "key" in kept[waits.pk]
    assert {*kept[gone.pk]} == {*kept[refused.pk]} == {"name"}
