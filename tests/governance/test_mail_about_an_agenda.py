"""Mail about a published agenda is asked once more, when it is claimed, whether it may still go."""

from collections.abc import Callable

import pytest

from governance.meetings.emails import KIND
from governance.meetings.jobs import tell_about_publications
from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World, end
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post import permission
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.permission import LAPSED


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    an_item(made, "Opening")
    publish(made)
    return made


def follow(world: World) -> None:
    Follow.objects.create(person=world.partner.person, kind="body", subject_id=world.coalition.pk)


def stop_following(world: World, meeting: Meeting) -> None:
    with acting(SystemActor.SETUP):
        Follow.objects.filter(person=world.partner.person).delete()


HAPPENS: dict[str, tuple[Callable[[World, Meeting], object], set[str]]] = {
    "nothing": (lambda world, meeting: None, set()),
    "a member left": (lambda world, meeting: end(world.member.person.mandates.get()), {"member"}),
    "a follower stopped": (stop_following, {"partner"}),
    "withdrawn": (
        lambda world, meeting: meeting.withdraw(by=world.chair, reason="Fout"),
        {"member", "partner", "secretary", "chair", "bureau"},
    ),
    "called off": (
        lambda world, meeting: meeting.cancel(by=world.chair, reason="Ziek"),
        {"member", "partner", "secretary", "chair", "bureau"},
    ),
}


def claimed(world: World, meeting: Meeting, happens: str) -> set[str]:
    """The addresses that `claim` gives out after something happened between writing and sending."""
    with acting(SystemActor.SETUP):
        follow(world)
        assert tell_about_publications() == 2
    HAPPENS[happens][0](world, meeting)
    return {mail.to_address for mail in claim(20)}


def addresses(world: World, *names: str) -> set[str]:
    return {getattr(world, name).email for name in names}


EVERYBODY = ("member", "partner", "secretary", "chair", "bureau")


@pytest.mark.parametrize("happens", HAPPENS)
def test_mail_goes_only_to_who_may_still_read(world: World, meeting: Meeting, happens: str) -> None:
    out = HAPPENS[happens][1]
    assert claimed(world, meeting, happens) == addresses(world, *(set(EVERYBODY) - out))
    lapsed = OutgoingMail.objects.filter(state=MailState.FAILED, last_answer=LAPSED)
    assert set(lapsed.values_list("to_address", flat=True)) == addresses(world, *out)


def test_without_asking_again_the_mail_leaves(
    world: World, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.delitem(permission._CHECKS, KIND)
    assert claimed(world, meeting, "withdrawn") == addresses(world, *EVERYBODY)


@pytest.mark.parametrize("happens", ["withdrawn", "called off"])
def test_nobody_is_told_of_what_was_taken_back_before_the_mail_was_written(
    world: World, meeting: Meeting, happens: str
) -> None:
    HAPPENS[happens][0](world, meeting)
    with acting(SystemActor.SETUP):
        assert tell_about_publications() == 2
    assert not OutgoingMail.objects.filter(kind=KIND).exists()
