"""The programmateam hears of a text that was handed in, the schrijfteam of remarks and of akkoord: once, no more than
a way to the page, and only while it is true for who sits there."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from governance.writing.emails import ABOUT, KIND, tell
from governance.writing.handing_in import hand_in
from governance.writing.jobs import tell_about_texts
from governance.writing.models import Aspect, HandIn, Told, WritingAssignment, WritingNotice
from governance.writing.reviewing import remark_on, send_back, settle, sign
from tests.governance import writing
from tests.world import body, end, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post import permission
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


def run():
    with acting(SystemActor.WORKER):
        return tell_about_texts()


def addresses(*people):
    return {each.email for each in people}


def written_to(about):
    rows = OutgoingMail.objects.filter(kind=KIND, about__endswith=f":{about}")
    return sorted(rows.values_list("to_address", flat=True))


def test_each_step_is_told_once_to_who_has_to_do_with_it(world, team):
    mandate(team.expert, world.other)
    first = writing.handed_in(team)
    assert (run(), run()) == (1, 0)
    assert written_to("ingediend") == [world.other_member.email], "the expert sits in the team as well"
    remark = remark_on(first, by=world.other_member, text="Geheime opmerking")
    send_back(first, by=world.other_member)
    assert (run(), run()) == (1, 0)
    assert set(written_to("teruggekoppeld")) == addresses(*team.members)
    second = hand_in(team.assignment, by=team.lead)
    settle(remark, by=world.other_member)
    run()
    for aspect in Aspect:
        sign(second, aspect, by=world.other_member)
    assert (run(), run()) == (1, 0)
    assert set(written_to("akkoord")) == addresses(*team.members)
    assert WritingNotice.objects.count() == 4
    assert OutgoingMail.objects.exists()
    inside = ("Geheime", "Een bus om het uur", "Waarom", "Vervoer", "Eenzaamheid")
    for mail in OutgoingMail.objects.all():
        assert not [word for word in inside if word in mail.text + mail.subject]


def test_a_mail_names_the_theme_and_the_team_and_ends_as_a_letter(world, team):
    version = writing.handed_in(team)
    run()
    handed_in = OutgoingMail.objects.get()
    theme = team.assignment.theme.name
    assert handed_in.subject == f"Een tekst om te lezen: {theme}"
    assert f"{team.body} diende een tekst in over {theme}." in handed_in.text
    assert f"omdat je in {world.other} zit" in handed_in.text
    _returned(world, version)
    run()
    returned = OutgoingMail.objects.filter(about__endswith="teruggekoppeld").first()
    assert f"{world.other} las jullie tekst over {theme}" in returned.text
    for mail in (handed_in, returned):
        assert "Met vriendelijke groet,\n" in mail.text
        assert not [word for word in ("U krijgt", " u ", " uw ") if word in mail.text], "one form of address"


def _returned(world, version):
    remark_on(version, by=world.other_member, text="Anders")
    send_back(version, by=world.other_member)


HAPPENS = {
    "nothing": (lambda world, version: None, 1),
    "sent back": (_returned, 0),
    "left the programmateam": (lambda world, version: end(world.other_member.person.mandates.get()), 0),
}


@pytest.mark.parametrize("happens", HAPPENS)
def test_a_mail_that_waits_goes_only_while_it_is_true(world, team, happens):
    version = writing.handed_in(team)
    run()
    change, expected = HAPPENS[happens]
    change(world, version)
    assert len(claim(20)) == expected


def test_without_asking_again_the_mail_leaves(world, team, monkeypatch):
    """The control."""
    version = writing.handed_in(team)
    run()
    _returned(world, version)
    monkeypatch.delitem(permission._CHECKS, KIND)
    assert len(claim(20)) == 1


def test_what_was_handed_in_long_ago_is_no_news(world, team):
    version = writing.handed_in(team)
    long_ago = timezone.now() - datetime.timedelta(days=60)
    made = {"assignment": version.assignment, "data": version.data, "sha256": version.sha256}
    set_up(HandIn.objects.create)(number=2, handed_in_at=long_ago, handed_in_by=team.lead.person, **made)
    assert run() == 0
    set_up(HandIn.objects.create)(number=3, handed_in_by=team.lead.person, **made)
    assert run() == 1, "the control: the same version, handed in now"


@set_up
def guided_by(team, programme):
    WritingAssignment.objects.filter(pk=team.assignment.pk).update(programme=programme)


def test_another_programmateam_is_written_to_as_well_and_once(world, team):
    first, version = world.other, writing.handed_in(team)
    assert run() == 1
    second = body("Programmateam Twee")
    for reader in (world.member, world.other_member):
        mandate(reader, second)
    guided_by(team, second)
    assert (run(), run()) == (1, 0)
    assert written_to("ingediend") == sorted(addresses(world.member, world.other_member)), "nobody twice"
    guided_by(team, first)
    assert run() == 0
    assert set(version.notices.values_list("body", flat=True)) == {first.pk, second.pk}


def test_a_notice_without_a_team_counts_for_the_team_there_is(world, team):
    version = writing.handed_in(team)
    set_up(WritingNotice.objects.create)(hand_in=version, about=Told.HANDED_IN, told=1)
    assert run() == 0


def test_without_a_programmateam_nobody_counts_as_told(world, team):
    version = writing.handed_in(team)
    guided_by(team, None)
    assert (run(), version.notices.count()) == (0, 0)
    guided_by(team, world.other)
    assert run() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_tell_it_once(world, team):
    version = writing.handed_in(team)

    def work(number):
        try:
            with acting(SystemActor.WORKER):
                return tell(version.pk, Told.HANDED_IN)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 1
    assert WritingNotice.objects.count() == OutgoingMail.objects.filter(kind=KIND).count() == 1
    assert ABOUT[Told.HANDED_IN].readers(version.assignment).get() == world.other_member.person
