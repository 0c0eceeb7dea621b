"""An item says which tasks and themes it is about; their pages say where they are talked about, as published."""

from typing import Any

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.meetings.jobs import tell_about_publications
from governance.meetings.models import AgendaItem, ItemSubject, Meeting, MeetingStop, PublishedSubject
from governance.meetings.publishing import behind
from tests.governance.agendas import a_meeting, an_item, publish
from tests.regioplan.making import a_task
from tests.themes import making
from tests.world import World, set_up
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail

NAME = "Buurtteams in elke wijk"


@pytest.fixture
def task(world: World) -> TransformationTask:
    return a_task("Buren helpen elkaar")


@pytest.fixture
def theme(world: World) -> Theme:
    return making.theme(making.generation(), "Gezond opgroeien")


@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_meeting(world.coalition)


@set_up
def about(item: AgendaItem, subject: TransformationTask | Theme) -> ItemSubject:
    kind = "task" if isinstance(subject, TransformationTask) else "theme"
    return ItemSubject.objects.create(item=item, **{kind: subject})


def page(client: Client, subject: Any) -> str:
    return client.get(subject.get_absolute_url()).content.decode()


# ---------------------------------------------------------------- writing it down
def form_of(client: Client, url: str, **typed: Any) -> dict[str, Any]:
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **typed}.items() if value not in (None, [])}


def test_who_keeps_the_agenda_says_it_and_everybody_reads_it_once_published(
    world: World, as_: Any, meeting: Meeting, task: TransformationTask, theme: Theme
) -> None:
    client, url = as_(world.secretary), reverse("item_new", args=[meeting.pk])
    sent = form_of(client, url, title=NAME, tasks=["buren help"], themes=[str(theme.pk)])
    assert client.post(url, sent).status_code == 302
    item = meeting.items.get()
    assert {link.key for link in item.subjects.all()} == {("task", task.pk), ("theme", theme.pk)}
    assert NAME not in page(Client(), task)
    assert NAME in page(client, task)
    publish(meeting)
    for subject in (task, theme):
        assert NAME in page(Client(), subject)
        assert str(subject) in Client().get(meeting.get_absolute_url()).content.decode()


def test_a_parked_item_keeps_what_it_is_about(world: World, as_: Any, task: TransformationTask) -> None:
    client, url = as_(world.secretary), reverse("lot_item_new", args=[world.coalition.pk])
    client.post(url, form_of(client, url, title=NAME, tasks=[str(task.pk)]))
    assert AgendaItem.objects.get(title=NAME).subjects.get().task == task


def test_a_name_nobody_has_is_told_and_what_was_typed_stays(world: World, as_: Any, meeting: Meeting) -> None:
    client, url = as_(world.secretary), reverse("item_new", args=[meeting.pk])
    answer = client.post(url, form_of(client, url, title=NAME, tasks=["Iets wat er niet is"]))
    assert answer.status_code == 422
    assert "vinden we niet" in answer.content.decode()
    assert "Iets wat er niet is" in answer.content.decode()
    assert not meeting.items.exists()


def test_two_editors_of_the_subjects_lose_nothing(
    world: World, as_: Any, meeting: Meeting, task: TransformationTask, theme: Theme
) -> None:
    item = an_item(meeting, NAME)
    first, second = as_(world.secretary), as_(world.chair)
    url = reverse("item_edit", args=[item.pk])
    opened = form_of(second, url)
    assert first.post(url, form_of(first, url, tasks=[str(task.pk)])).status_code == 302
    late = second.post(url, {**opened, "themes": [str(theme.pk)]})
    if late.status_code == 409:
        late = second.post(url, form_of_answer(late))
    assert late.status_code == 302
    assert {link.key for link in item.subjects.all()} == {("task", task.pk), ("theme", theme.pk)}


def form_of_answer(answer: Any) -> dict[str, Any]:
    form = answer.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value not in (None, [])}


def test_history_tells_who_said_so(
    world: World, as_: Any, meeting: Meeting, task: TransformationTask
) -> None:
    item = an_item(meeting, NAME)
    with acting(world.secretary):
        link = ItemSubject.objects.create(item=item, task=task)
    with acting(world.chair):
        link.delete()
    for url in (reverse("item", args=[item.pk]), reverse("meeting_history", args=[meeting.pk])):
        told = as_(world.secretary).get(url).content.decode()
        assert f"“{NAME}” gaat nu over “{task}”" in told
        assert f"“{NAME}” gaat niet meer over “{task}”" in told


@pytest.mark.parametrize("publicity", ["besloten", "vertrouwelijk"])
def test_of_a_closed_item_nobody_outside_learns_what_it_is_about(
    world: World, as_: Any, meeting: Meeting, task: TransformationTask, publicity: str
) -> None:
    about(an_item(meeting, NAME, publicity=publicity), task)
    publish(meeting)
    for client in (Client(), as_(world.partner), as_(world.bureau_only), as_(world.admin)):
        assert NAME not in page(client, task)
        assert meeting.get_absolute_url() not in page(client, task)
    assert NAME in page(as_(world.chair), task)


def test_an_item_closed_after_publication_leaves_the_page(
    world: World, meeting: Meeting, task: TransformationTask
) -> None:
    item = an_item(meeting, NAME)
    about(item, task)
    publish(meeting)
    assert NAME in page(Client(), task)
    item.refresh_from_db()
    with acting(SystemActor.SETUP):
        item.publicity, item.publicity_ground = "besloten", "Woo artikel 5.1"
        item.save()
    assert NAME not in page(Client(), task)


# ---------------------------------------------------------------- published
def test_an_edit_nobody_published_shows_to_no_reader_and_says_so_to_who_keeps_it(
    world: World, meeting: Meeting, task: TransformationTask, theme: Theme
) -> None:
    item = an_item(meeting, NAME)
    about(item, task)
    publish(meeting)
    assert meeting.pk not in behind([meeting])
    about(item, theme)
    assert NAME not in page(Client(), theme)
    assert meeting.pk in behind([meeting])
    publish(meeting)
    assert "waar het over gaat" in meeting.publications.latest_first()[0].changes
    assert NAME in page(Client(), theme)


def test_an_agenda_without_subjects_says_what_it_always_said(world: World, meeting: Meeting) -> None:
    an_item(meeting, NAME)
    publish(meeting)
    assert all("about" not in line for line in meeting.publications.all()[0].content["items"])


def test_what_was_published_stays(world: World, meeting: Meeting, task: TransformationTask) -> None:
    about(an_item(meeting, NAME), task)
    publish(meeting)
    kept = PublishedSubject.objects.all()
    for change in (kept.delete, lambda: kept.update(task=a_task("Iets anders", 2))):
        with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            change()


@pytest.mark.parametrize("both", [True, False])
def test_the_database_wants_one_subject_a_row(
    world: World, meeting: Meeting, task: TransformationTask, theme: Theme, both: bool
) -> None:
    item = an_item(meeting, NAME)
    given = {"task": task, "theme": theme} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic(), acting(SystemActor.SETUP):
        ItemSubject.objects.create(item=item, **given)


# ---------------------------------------------------------------- who hears
def follow(world: World, subject: Any) -> None:
    kind = "task" if isinstance(subject, TransformationTask) else "theme"
    with acting(SystemActor.SETUP):
        Follow.objects.create(person=world.partner.person, kind=kind, subject_id=subject.pk)


def told(world: World) -> int:
    with acting(SystemActor.SETUP):
        tell_about_publications()
    return OutgoingMail.objects.filter(to_person=world.partner.person).count()


def test_who_follows_a_task_hears_once_that_it_is_on_an_agenda(
    world: World, meeting: Meeting, task: TransformationTask
) -> None:
    follow(world, task)
    an_item(meeting, "Opening")
    publish(meeting)
    assert told(world) == 0
    about(an_item(meeting, NAME), task)
    publish(meeting)
    assert told(world) == 1
    an_item(meeting, "Rondvraag")
    publish(meeting)
    assert told(world) == 1


def test_who_follows_a_task_hears_nothing_of_a_closed_item(
    world: World, meeting: Meeting, task: TransformationTask
) -> None:
    follow(world, task)
    about(an_item(meeting, NAME, publicity="besloten"), task)
    publish(meeting)
    assert told(world) == 0


def test_the_page_before_publishing_counts_who_follows_a_subject(
    world: World, as_: Any, meeting: Meeting, task: TransformationTask
) -> None:
    follow(world, task)
    about(an_item(meeting, NAME), task)
    shown = as_(world.secretary).get(reverse("meeting_publish", args=[meeting.pk])).context["mailing"]
    assert shown.followers == 1


def test_who_was_told_hears_that_it_is_off(world: World, meeting: Meeting, task: TransformationTask) -> None:
    from governance.meetings.jobs import tell_about_stops

    follow(world, task)
    about(an_item(meeting, NAME), task)
    publish(meeting)
    assert told(world) == 1
    OutgoingMail.objects.update(state="sent")
    meeting.cancel(by=world.chair, reason="Te weinig punten")
    assert MeetingStop.objects.count() == 1
    with acting(SystemActor.SETUP):
        tell_about_stops()
    assert told(world) == 2


# ---------------------------------------------------------------- cost
def test_many_items_cost_what_two_cost(world: World, meeting: Meeting, task: TransformationTask) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            page(Client(), task)
        return len(found)

    for number in range(2):
        about(an_item(meeting, f"Punt {number}"), task)
    publish(meeting)
    page(Client(), task)
    few = cost()
    for number in range(2, 15):
        about(an_item(meeting, f"Punt {number}"), task)
    publish(meeting)
    assert cost() == few
