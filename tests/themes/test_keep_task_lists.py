"""The netwerkbureau keeps lists of tasks, their parts and what became of what, in the werkbank."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save
from django.db.utils import InternalError
from django.urls import reverse
from django.utils import timezone

from tests.themes import making
from tests.themes.reading import words
from tests.world import set_up
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(world):
    earlier = making.task_list("conferentie", datetime.date(2023, 9, 21))
    later = making.task_list("plan", datetime.date(2023, 12, 22))
    return {
        "earlier": earlier,
        "later": later,
        "old": making.task(earlier, 1, "We zoeken."),
        "new": making.task(later, 1, "We vinden."),
    }


def typed(form_version=None, **fields):
    return {"version": form_version or "", "source_note": "", **fields}


def test_a_list_a_task_and_a_part_are_added_in_the_browser(world, as_):
    bureau = as_(world.bureau)
    bureau.post(
        reverse("task_list_add"),
        typed(name="Deltalijst", stated_on="2026-01-05", stated_precision="day", about=""),
    )
    made = TaskList.objects.get(name="Deltalijst")
    bureau.post(reverse("task_add", args=[made.pk]), typed(number="0", title="Zorg voor allen", aspect="hoe"))
    bureau.post(reverse("task_add", args=[made.pk]), typed(number="1", title="Buren helpen", aspect="wat"))
    assert list(made.tasks.order_by("number").values_list("overarching", "aspect")) == [
        (True, "hoe"),
        (False, "wat"),
    ]
    bureau.post(reverse("task_part_add", args=[made.pk]), typed(kind="bouwsteen", position="1", title="Taal"))
    page = words(as_(None), reverse("tasks"))
    assert "Bouwstenen 1 1 Taal" in page
    assert "Overkoepelende opgave. Zorg voor allen" in words(bureau, reverse("werkbank_tasks"))


def test_a_number_that_is_taken_is_said_beside_the_field(lists, world, as_):
    answer = as_(world.bureau).post(
        reverse("task_add", args=[lists["earlier"].pk]), typed(number="1", title="Nog een", text="Niet kwijt")
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["number"] == ["Dit nummer heeft een andere opgave al."]
    assert "Niet kwijt" in answer.content.decode()


def test_a_number_that_is_taken_while_one_saves_is_said_beside_the_field(lists, world, as_):
    url = reverse("task_add", args=[lists["earlier"].pk])

    def rival(sender, instance, **kwargs):
        """Somebody who adds the same number after this form was looked at and before it was saved."""
        pre_save.disconnect(rival, TransformationTask)
        making.task(instance.task_list, instance.number, "Net eerder")

    pre_save.connect(rival, TransformationTask)
    answer = as_(world.bureau).post(url, typed(number="7", title="Nog een", text="Niet kwijt"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["number"] == ["Dit nummer heeft een andere opgave al."]
    assert "Niet kwijt" in answer.content.decode()


def test_two_who_edit_one_task_overwrite_nothing(lists, world, as_):
    task, url = lists["old"], reverse("task_edit", args=[lists["old"].pk])
    first = as_(world.bureau).post(url, typed(1, number="1", title="Eerst", text=""))
    assert first.status_code == 302
    second = as_(world.bureau_only).post(url, typed(1, number="1", title="Ook eerst", text=""))
    assert second.status_code == 409
    assert "Iemand was je net voor" in second.content.decode()
    task.refresh_from_db()
    assert task.title == "Eerst"


def test_what_a_task_became_is_shown_both_ways_with_who_said_so(lists, world, as_):
    answer = as_(world.bureau).post(
        reverse("task_link_add", args=[lists["old"].pk]),
        typed(later=lists["new"].pk, derived="on", note="samengevoegd"),
    )
    assert answer.status_code == 302
    old, new = (words(as_(None), lists[key].get_absolute_url()) for key in ("old", "new"))
    assert "Werd We vinden. afgeleid" in old
    assert "Was We zoeken. afgeleid" in new
    assert "Vastgelegd door Bo Bureau" in old
    assert TaskLink.objects.get().noted_on == timezone.localdate()


def test_only_a_later_list_is_offered_and_where_there_is_none_nothing(lists, world, as_):
    bureau = as_(world.bureau)
    offered = bureau.get(reverse("task_link_add", args=[lists["old"].pk])).content.decode()
    assert '<optgroup label="plan">' in offered
    assert "1. We vinden." in offered or "We vinden." in offered
    url = reverse("task_link_add", args=[lists["new"].pk])
    assert "Er is nog geen latere lijst" in words(bureau, url)
    back = bureau.post(url, typed(later=lists["old"].pk, derived="on"))
    assert back.status_code == 422
    assert not TaskLink.objects.exists(), "a later task does not become an earlier one"
    kept = bureau.get(reverse("werkbank_tasks")).content.decode()
    assert reverse("task_link_add", args=[lists["old"].pk]) in kept
    assert url not in kept
    assert url not in bureau.get(lists["new"].get_absolute_url()).content.decode()
    making.theme(making.generation("Oud", 2015), "Samen")
    picker = bureau.get(reverse("task_theme_add", args=[lists["new"].pk])).content.decode()
    assert '<optgroup label="Oud">' in picker


def test_a_link_to_a_part_leads_to_the_list(lists, as_):
    making.became(lists["old"], making.part(lists["later"], "Arbeidsmarkt", kind="fundament"))
    assert "Werd fundament Arbeidsmarkt afgeleid" in words(as_(None), lists["old"].get_absolute_url())


def test_a_link_needs_one_end_in_another_list(lists, world, as_):
    part = making.part(lists["later"], "Taal")
    url = reverse("task_link_add", args=[lists["old"].pk])
    for ends in ({}, {"later": lists["new"].pk, "later_part": part.pk}):
        answer = as_(world.bureau).post(url, typed(derived="on", **ends))
        assert "Niet allebei" in str(answer.context["form"].errors)
    own = making.task(lists["earlier"], 2, "Ook hier")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        making.became(lists["old"], own)
    assert making.became(lists["old"], lists["new"]), "the control: another list is fine"


def test_a_link_that_is_wrong_is_taken_back_with_a_reason(lists, world, as_):
    link = making.became(lists["old"], lists["new"])
    url = reverse("task_link_remove", args=[link.pk])
    assert as_(world.bureau).post(url, {"reason": ""}).status_code == 422
    assert as_(world.bureau).post(url, {"reason": "De bron zegt iets anders."}).status_code == 302
    assert not TaskLink.objects.exists()
    story = words(as_(world.bureau), reverse("history", args=["task", lists["old"].pk]))
    assert "Vervolg van een transformatieopgave" not in words(as_(None), lists["old"].get_absolute_url())
    assert story


def test_the_theme_of_a_task_stands_on_both_pages(lists, world, as_):
    theme = making.theme(making.generation(), "Gezond oud")
    as_(world.bureau).post(
        reverse("task_theme_add", args=[lists["new"].pk]), typed(theme=theme.pk, derived="on")
    )
    assert TaskTheme.objects.get().author == world.bureau.person
    assert "Gezond oud afgeleid" in words(as_(None), lists["new"].get_absolute_url())
    assert "We vinden. afgeleid" in words(as_(None), theme.get_absolute_url())


def test_the_list_that_led_on_a_day_can_be_asked(lists, as_):
    assert "Lijst: plan" in words(as_(None), reverse("tasks"))
    assert "Lijst: conferentie" in words(as_(None), reverse("tasks") + "?op=2023-10-01")


def test_a_part_works_out_a_task_of_its_own_list_only(lists):
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        making.part(lists["later"], "Taal", task=lists["old"])
    assert making.part(lists["later"], "Taal", task=lists["new"]).task == lists["new"]


def test_nobody_else_keeps_lists(lists, world, as_):
    url = reverse("task_edit", args=[lists["old"].pk])
    for reader in (world.partner, world.admin, world.chair):
        assert as_(reader).post(url, typed(1, number="1", title="Gekaapt")).status_code == 403
    assert set_up(lambda: TransformationTask.objects.get(pk=lists["old"].pk).title)() == "We zoeken."
    assert not TaskPart.objects.exists()
