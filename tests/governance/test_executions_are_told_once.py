"""An organisation hears once that it is asked, that the last day comes near, and that it has passed."""

import datetime
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from governance.executions.emails import KINDS, tell, waiting
from governance.executions.jobs import tell_about_executions
from governance.executions.models import Execution
from governance.executions.notices import ExecutionNotice, Reason
from tests.governance.deciding import decided
from tests.governance.executing import WHAT, asked
from tests.kernel import zygote
from tests.world import end, fresh, representation, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post import permission
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}


def today():
    return timezone.localdate()


def run():
    with acting(SystemActor.WORKER):
        return tell_about_executions()


def long_ago(row):
    set_up(Execution.objects.filter(pk=row.pk).update)(asked_at=timezone.now() - 30 * DAY)
    return row


def test_the_mail_says_what_is_asked_because_of_a_public_decision(world):
    row = asked(decided(world.coalition), world.partner_org, due_on=today() + 90 * DAY)
    run()
    mail = OutgoingMail.objects.get()
    for said in (WHAT, world.coalition.name, row.get_absolute_url(), "Uiterlijk"):
        assert said in mail.text


def test_the_mail_says_nothing_of_a_closed_decision_nor_what_it_asks(world, as_):
    decision = decided(world.coalition, "GEHEIME TITEL", points=["GEHEIM PUNT"], **CLOSED)
    row = long_ago(asked(decision, world.partner_org, due_on=today() + 3 * DAY))
    assert (run(), run()) == (2, 0)
    for mail in OutgoingMail.objects.all():
        assert "GEHEIM" not in mail.subject + mail.text
        assert WHAT not in mail.subject + mail.text
    mail = OutgoingMail.objects.get(kind=KINDS[Reason.NEAR])
    assert mail.to_person == world.partner.person
    for said in (world.coalition.name, row.get_absolute_url(), "Uiterlijk"):
        assert said in mail.text
    assert as_(world.partner).get(row.get_absolute_url()).status_code == 200


def test_near_and_late_are_each_said_once_and_not_in_one_breath_with_the_question(world):
    decision = decided(world.coalition)
    soon = long_ago(asked(decision, world.partner_org, point=1, due_on=today() + 3 * DAY))
    gone = long_ago(asked(decision, world.partner_org, point=2, due_on=today() - DAY))
    asked(decision, world.partner_org, due_on=today() + 3 * DAY)
    assert (run(), run()) == (5, 0)
    told = set(ExecutionNotice.objects.exclude(kind=Reason.ASKED).values_list("execution", "kind"))
    assert told == {(soon.pk, "bijna"), (gone.pk, "te-laat")}


def test_nobody_is_chased_for_what_was_over_when_it_was_written_down(world):
    asked(decided(world.coalition), world.partner_org, due_on=today() - DAY)
    assert run() == 0


def test_an_organisation_nobody_speaks_for_is_asked_when_somebody_does(world):
    end(world.partner.person.representations.get())
    asked(decided(world.coalition), world.partner_org)
    assert run() == 0
    representation(world.member, world.partner_org)
    assert run() == 1


HAPPENS = {
    "nothing": (lambda world, row: None, 1),
    "answered": (lambda world, row: row.accept(by=fresh(world.partner)), 0),
    "taken back": (lambda world, row: row.withdraw(by=world.bureau, reason="Toch niet"), 0),
    "speaks no more": (lambda world, row: end(world.partner.person.representations.get()), 0),
}


@pytest.mark.parametrize("happens", HAPPENS)
def test_the_mail_stays_home_when_it_is_no_longer_true(world, happens):
    row = asked(decided(world.coalition), world.partner_org)
    run()
    HAPPENS[happens][0](world, row)
    assert len(claim(20)) == HAPPENS[happens][1]


def test_without_asking_again_the_mail_leaves(world, monkeypatch):
    """The control."""
    row = asked(decided(world.coalition), world.partner_org)
    run()
    row.withdraw(by=world.bureau, reason="Toch niet")
    monkeypatch.delitem(permission._CHECKS, KINDS[Reason.ASKED])
    assert len(claim(20)) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_tell_once(world):
    row = asked(decided(world.coalition), world.partner_org)

    def work(number):
        try:
            with acting(SystemActor.WORKER):
                return tell(row.pk, Reason.ASKED)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 1
    assert ExecutionNotice.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_halfway_loses_and_doubles_nothing(world):
    decision = decided(world.coalition)
    for point in (1, 2, None):
        asked(decision, world.partner_org, point=point)
    with zygote.running() as processes:
        killed = {"do": "tell_about_executions", "killpoint": "execution.before_notice"}
        assert processes.run(killed) == [-signal.SIGKILL]
        assert OutgoingMail.objects.count() == ExecutionNotice.objects.count() == 0
        assert processes.run(*[{"do": "tell_about_executions"}] * 3) == [0, 0, 0]
    assert OutgoingMail.objects.count() == ExecutionNotice.objects.count() == 3
    assert not waiting(Reason.ASKED).exists()
