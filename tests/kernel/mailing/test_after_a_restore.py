"""After a restore the post office is shut until a person opens it, and nothing goes twice (promise I11)."""

import datetime
import os
import subprocess

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from tests import servers
from tests.kernel.mailing import mass
from tests.kernel.mailing.test_mass_mail_survives_kills import recover
from tests.kernel.test_post_kills import _relay, arrivals, states, time_passes, write  # noqa: F401 - the relay is a fixture
from zorgzaam.post import restored
from zorgzaam.post.bulk.models import MailingState
from zorgzaam.post.bulk.progress import set_state
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.delivery import deliver_waiting
from zorgzaam.post.jobs import sweep
from zorgzaam.post.models import MailDecision, MailState, OutgoingMail, PostOffice
from zorgzaam.post.restored import is_shut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]
# Other processes look at the database; each such test costs a fresh one.
committed = pytest.mark.django_db(transaction=True)
DOOR = "/werkbank/post/openen/"


@pytest.fixture(autouse=True)
def _one_line(settings):
    settings.MAIL_CONNECTIONS = 1


def tool(name: str, *words: str) -> None:
    connections.close_all()
    subprocess.run([servers._tools() / name, *words], check=True, capture_output=True)


def address() -> str:
    return servers.database_url(os.environ["TEST_ADMIN_URL"], connection.settings_dict["NAME"])


def elsewhere() -> None:
    """The book was put back: it stands in another place than it says."""
    assert not is_shut()
    PostOffice.objects.update(place="1/2/3/4")


@committed
def test_yesterdays_copy_put_back_in_a_house_that_mailed_today(world, as_, catcher, tmp_path):
    assert not is_shut()
    mass.people(6)
    here = mass.queued()
    write(2)
    tool("pg_dump", "--format", "custom", "--file", str(tmp_path / "copy"), address())
    assert send_waiting() == here
    tool("pg_restore", "--clean", "--if-exists", "--dbname", address(), str(tmp_path / "copy"))

    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == here + 2, "nothing knows what went"
    assert (send_waiting(), deliver_waiting()) == (0, 0)
    assert PostOffice.objects.get().held
    assert states() == {MailState.UNCERTAIN: here + 2}
    time_passes()
    sweep()
    # The witness saw the mass mail, and not the two others.
    assert states() == {MailState.SENT: here, MailState.QUEUED: 2}
    time_passes()
    assert (send_waiting(), deliver_waiting()) == (0, 0)

    assert as_(world.bureau).post(DOOR).status_code == 302
    recover()
    assert arrivals(catcher[0]) == {1: here + 2}
    assert states() == {MailState.SENT: here + 2}


def test_control_a_house_that_does_not_notice_mails_twice(catcher, monkeypatch):
    mass.people(2)
    mass.queued()
    assert send_waiting() == 2
    # What a copy of before that moment says.
    OutgoingMail.objects.update(state=MailState.QUEUED, claimed_by=None)
    monkeypatch.setattr(restored, "_shut", lambda office: None)
    PostOffice.objects.update(place="1/2/3/4")
    assert send_waiting() == 2
    assert arrivals(catcher[0]) == {2: 2}


@pytest.mark.parametrize("choice", ["verstuurd", "opnieuw", "wachten", "onzin"])
def test_what_nobody_saw_a_person_decides_about(world, as_, settings, choice):
    state = {"verstuurd": MailState.SENT, "opnieuw": MailState.QUEUED}.get(choice, MailState.UNCERTAIN)
    settings.MAIL_RELAY_WITNESS = ""
    mass.people(3)
    mass.queued()
    write(1)
    here = OutgoingMail.objects.count()
    elsewhere()
    sweep()
    assert states() == {MailState.UNCERTAIN: here}
    page = as_(world.bureau).get("/werkbank/post/").content.decode()
    assert f"{here} mails wachten op een besluit" in page
    assert "Het postkantoor is dicht" in as_(world.bureau).get("/werkbank/").content.decode()
    assert as_(world.member).post(DOOR, {"terug": choice}).status_code == 403
    as_(world.bureau).post(DOOR, {"terug": choice})
    assert states() == {state: here}
    assert MailDecision.objects.count() == (0 if state == MailState.UNCERTAIN else here)
    assert not is_shut()
    assert "Het postkantoor is dicht" not in as_(world.bureau).get("/werkbank/").content.decode()


def test_what_is_planned_for_later_cannot_have_gone(settings):
    mass.people(1)
    mass.queued()
    later = timezone.now() + datetime.timedelta(days=2)
    OutgoingMail.objects.update(not_before=later)
    elsewhere()
    assert is_shut()
    assert (OutgoingMail.objects.get().state, OutgoingMail.objects.get().not_before) == (
        MailState.QUEUED,
        later,
    )


@committed
def test_many_who_notice_shut_it_once(zygote):
    mass.people(30)
    mass.queued()
    elsewhere()
    assert zygote.run(*[{"do": "send_mass_mail"}] * 3, {"do": "sweep_post"}) == [0] * 4
    assert PostOffice.objects.get().held
    assert set(states()) <= {MailState.UNCERTAIN, MailState.SENT, MailState.QUEUED}
    assert not list(OutgoingMail.objects.filter(state__in=[MailState.CLAIMED, MailState.HANDED]))


def test_what_was_stopped_asks_nobody_anything_unless_it_was_just_being_said():
    mass.people(3)
    mass.queued()
    body = mass.body()
    one = OutgoingMail.objects.first()
    OutgoingMail.objects.filter(pk=one.pk).update(
        state=MailState.HANDED, claimed_by=one.pk, handed_at=one.created_at
    )
    set_state(body.mailing, MailingState.STOPPED)
    elsewhere()
    assert is_shut()
    assert states() == {MailState.UNCERTAIN: 1, MailState.QUEUED: 2}


def test_what_was_due_before_a_restore_may_have_gone_also_once_the_office_is_open(world, as_):
    before = timezone.now()
    assert not restored.may_have_gone(before)
    elsewhere()
    assert restored.may_have_gone(before)
    assert as_(world.bureau).post(DOOR).status_code == 302
    assert restored.may_have_gone(before, None)
    assert not restored.may_have_gone(before, timezone.now())
    assert not restored.may_have_gone(None)


def test_a_restore_that_changes_no_place_is_shut_by_hand(world, as_, capsys):
    mass.people(2)
    here = mass.queued()
    assert not is_shut()
    call_command("shut_post", "De schijf van gisteren staat terug.")
    assert is_shut()
    assert states() == {MailState.UNCERTAIN: here}
    assert f"Onzekere mails: {here}" in capsys.readouterr().out
    assert send_waiting() == 0
    assert "De schijf van gisteren staat terug." in as_(world.bureau).get("/werkbank/post/").content.decode()
    assert restored.may_have_gone(timezone.now() - datetime.timedelta(minutes=1))
