"""Who follows an initiative on the site, or what it is about, hears once that how far it is changed, and no more."""

from typing import Any

import pytest
from django.urls import reverse

from partners.initiatives.emails import jobs
from partners.initiatives.models import Initiative, State
from partners.initiatives.moving import Step
from partners.initiatives.publishing import followers, steps
from partners.initiatives.publishing.emails import NEWS
from partners.initiatives.publishing.jobs import tell_about_publications
from tests.partners import in_public
from tests.partners import initiatives as made
from tests.themes import making
from tests.world import World, set_up
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db
tell = set_up(jobs.tell_about_moves)


def follows(who: Any, kind: str, subject: Any) -> Follow:
    return set_up(Follow.objects.create)(person=who.person, kind=kind, subject_id=subject.pk)


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=followers.KIND))


@pytest.fixture
def seen(world: World) -> Initiative:
    """On the site, with everything told so far."""
    made_of = in_public.on_the_site(world).initiative
    tell()
    return made.fresh_row(made_of)


def on_agenda(world: World, row: Initiative) -> Initiative:
    return made.moved(row, Step(State.ON_AGENDA, at_whom="Zorgraad Deltaland"), world.bureau)


def taken_up(world: World, row: Initiative) -> Initiative:
    row = row if row.state == State.ON_AGENDA else on_agenda(world, row)
    return made.moved(row, Step(State.TAKEN_UP, why="De raad vond het een goed plan."), world.bureau)


@pytest.mark.parametrize("kind", ["initiative", "theme"])
def test_a_follower_hears_once_what_the_page_says(world: World, seen: Initiative, kind: str) -> None:
    follows(world.statenlid, kind, seen if kind == "initiative" else made.a_theme())
    taken_up(world, seen)
    for _ in range(2):
        tell()
    (mail,) = mails()
    assert mail.to_person == world.statenlid.person
    assert "Hoe ver het is: Opgenomen." in mail.text
    assert seen.get_absolute_url() in mail.text
    for inside in ("goed plan", "Zorgraad", "triage", seen.number or "?"):
        assert inside not in mail.text
    assert still_may_go(mail)


def test_who_follows_a_task_it_is_about(world: World) -> None:
    task = making.task(making.task_list("Deltalijst"), 1, "Samen bewegen")
    draft = made.a_complete_draft(world)
    made.hang_on(draft, task)
    made.submitting.submit(made.fresh_row(draft), by=world.partner)
    in_public.published(world, made.fresh_row(draft))
    follows(world.statenlid, "task", task)
    taken_up(world, made.fresh_row(draft))
    tell()
    assert [mail.to_person for mail in mails()] == [world.statenlid.person]


def test_who_follows_both_hears_once_and_who_brings_it_in_in_their_own_way(
    world: World, seen: Initiative
) -> None:
    for who in (world.statenlid, world.partner, world.bureau):
        follows(who, "initiative", seen)
        follows(who, "theme", made.a_theme())
    taken_up(world, seen)
    tell()
    assert [mail.to_person for mail in mails()] == [world.statenlid.person]


def test_what_the_public_does_not_read_is_no_news(world: World, seen: Initiative) -> None:
    follows(world.statenlid, "initiative", seen)
    row = on_agenda(world, made.moved(seen, Step(State.TRIAGE), world.bureau))
    tell()
    assert not mails()
    taken_up(world, row)
    tell()
    assert len(mails()) == 1, "control"


def test_nobody_hears_of_what_is_not_on_the_site(world: World, seen: Initiative) -> None:
    hidden = made.a_sent_one(world, "Binnen gebleven")
    follows(world.statenlid, "theme", made.a_theme())
    taken_up(world, hidden)
    tell()
    assert not mails()
    steps.take_off(seen.publications.get(), "Op verzoek", by=world.bureau)
    taken_up(world, made.fresh_row(seen))
    tell()
    assert not mails()


@pytest.mark.parametrize("what", ["stops", "off", "moves on"])
def test_a_mail_that_waits_goes_only_while_it_is_true(world: World, seen: Initiative, what: str) -> None:
    follow = follows(world.statenlid, "initiative", seen)
    row = taken_up(world, seen)
    tell()
    (mail,) = mails()
    assert still_may_go(mail)
    match what:
        case "stops":
            set_up(follow.delete)()
        case "off":
            steps.take_off(row.publications.get(), "Op verzoek", by=world.bureau)
        case _:
            made.moved(made.fresh_row(row), Step(State.STOPPED, why="Geen geld."), world.bureau)
    assert not still_may_go(mail)


def test_that_it_is_on_the_site_is_told_to_who_follows_what_it_is_about(world: World) -> None:
    follows(world.statenlid, "theme", made.a_theme())
    row = in_public.on_the_site(world)
    for _ in range(2):
        set_up(tell_about_publications)()
    (mail,) = OutgoingMail.objects.filter(kind=NEWS)
    assert mail.to_person == world.statenlid.person
    assert still_may_go(mail)
    # Another version is for who follows the initiative itself.
    text = row.initiative.public_text
    text.refresh_from_db()
    text.summary = "Buren koken nu elke dag."
    set_up(text.save)()
    steps.publish(in_public.agreed(world, text), by=world.bureau)
    set_up(tell_about_publications)()
    assert OutgoingMail.objects.filter(kind=NEWS).count() == 1


def test_the_button_is_there_for_who_reads_inside_too(world: World, as_: Any, seen: Initiative) -> None:
    hidden = made.a_sent_one(world, "Binnen gebleven")
    for who in (world.bureau, world.partner, world.statenlid):
        page = as_(who).get(seen.get_absolute_url()).content.decode()
        assert reverse("follow", args=["initiative", seen.pk]) in page
    for who in (world.bureau, world.partner):
        page = as_(who).get(hidden.get_absolute_url()).content.decode()
        assert reverse("follow", args=["initiative", hidden.pk]) not in page
