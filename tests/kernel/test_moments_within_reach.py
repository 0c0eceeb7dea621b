"""A year far off is refused beside the field and by the database: one such row would break pages for everybody."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse

from governance.meetings.clock import starts
from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item
from tests.world import World, set_up
from zorgzaam.years import FAR_OFF

pytestmark = pytest.mark.django_db
OURS = {"zorgzaam", "themes", "partners", "regioplan", "governance", "newsletters"}
# Written by the house itself and offered by no form.
OWN_CLOCK = {
    "OutgoingMail.not_before", "OutgoingMail.handed_at", "OutgoingMail.sent_at", "PostOffice.held_since",
    "MailBody.created_at", "MailDomain.rest_until", "Suppression.lifted_at",
    "SentForm.sent_at", "User.last_login", "AgendaPublication.published_at", "PaperVersion.added_at",
    "PaperUpload.dropped_at", "BundleRequest.asked_at", "BundleRequest.finished_at", "Slip.undone_at",
    "FrozenIssue.frozen_at", "Printout.asked_at", "Printout.finished_at", "TermTick.undone_at",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.MFA_REQUIRED_FOR_STAFF = False


def typed_moments() -> list[Any]:
    found = [
        m for m in apps.get_models() if m._meta.app_label in OURS and not hasattr(m, "pgh_tracked_model")
    ]
    fields = [
        (model, field)
        for model in found
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.DateTimeField) and field.editable
    ]
    return [pair for pair in fields if f"{pair[0].__name__}.{pair[1].name}" not in OWN_CLOCK]


@pytest.mark.parametrize(
    ("model", "field"),
    typed_moments(),
    ids=lambda part: getattr(part, "name", part.__name__ if isinstance(part, type) else ""),
)
def test_the_database_refuses_years_far_off_in_every_moment_a_form_offers(model: Any, field: Any) -> None:
    name = f"{model._meta.label_lower.replace('.', '_')}_{field.name}_sane"
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    assert constraints[name]["check"]


def test_there_are_such_moments() -> None:
    names = {f"{model.__name__}.{field.name}" for model, field in typed_moments()}
    assert {"Meeting.starts_at", "AgendaItem.embargo_until", "PaperShare.until"} <= names


@pytest.mark.parametrize("year", [1, 1799, 2202, 9999])
def test_no_path_writes_such_a_meeting(world: World, year: int) -> None:
    meeting = a_meeting(world.coalition, ends_at=None)
    far = datetime.datetime(year, 6, 1, 12, tzinfo=datetime.UTC)
    write = set_up(lambda: Meeting.objects.filter(pk=meeting.pk).update(starts_at=far))
    with pytest.raises(IntegrityError, match="starts_at_sane"), transaction.atomic():
        write()


def test_control_a_page_cannot_be_made_of_such_a_meeting() -> None:
    last = datetime.datetime(9999, 12, 31, 22, 30, tzinfo=datetime.UTC)
    with pytest.raises(OverflowError):
        starts(last, [600])


DAYS = ["0001-01-01", "1799-12-31", "2201-01-01", "9999-12-31"]


@pytest.mark.parametrize("day", DAYS)
def test_a_meeting_far_off_is_told_beside_the_date(
    world: World, as_: Callable[..., Client], day: str
) -> None:
    new = {"body": world.coalition.pk, "title": "Ver weg", "day": day, "start_time": "23:30"}
    answer = as_(world.chair).post(reverse("meeting_new"), {**new, "end_time": "01:00"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"day": [FAR_OFF]}
    meeting = a_meeting(world.coalition)
    edit = {"title": "Ver weg", "day": day, "start_time": "23:30", "version": 1}
    answer = as_(world.chair).post(reverse("meeting_edit", args=[meeting.pk]), edit)
    assert answer.context["form"].errors == {"day": [FAR_OFF]}


@pytest.mark.parametrize("day", DAYS)
def test_an_embargo_far_off_is_told_beside_the_field(
    world: World, as_: Callable[..., Client], day: str
) -> None:
    meeting = a_meeting(world.coalition)
    posted = {"title": "Punt", "kind": "besluit", "treatment": "hamerstuk", "minutes": 5}
    posted |= {"publicity": "openbaar", "embargo_until": f"{day}T12:00"}
    answer = as_(world.chair).post(reverse("item_new", args=[meeting.pk]), posted)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"embargo_until": [FAR_OFF]}


@pytest.mark.parametrize("day", ["2201-01-01", "9999-12-31"])
def test_sharing_until_far_off_is_told_beside_the_date(
    world: World, as_: Callable[..., Client], day: str
) -> None:
    item = an_item(a_meeting(world.coalition), "Punt")
    posted = {"email": world.partner.email, "until": day, "reason": "meelezen"}
    answer = as_(world.chair).post(reverse("item_share", args=[item.pk]), posted)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"until": [FAR_OFF]}
    good = {**posted, "until": "2200-12-31"}
    assert as_(world.chair).post(reverse("item_share", args=[item.pk]), good).status_code == 302
