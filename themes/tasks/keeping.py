"""Keeping lists of tasks, what stands in them and what became of what: work of the netwerkbureau."""

import uuid
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from themes.tasks.forms import (
    RemoveForm,
    TaskForm,
    TaskLinkForm,
    TaskListForm,
    TaskPartForm,
    TaskThemeForm,
)
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

RULE = "themes.keep_tasks"
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def kept_lists(request: HttpRequest) -> HttpResponse:
    """Every list with its tasks and parts, and from which tasks nobody said yet what they became."""
    lists = TaskList.objects.visible_to(request.user)
    links = TaskLink.objects.visible_to(request.user).with_both_ends()
    tasks = TransformationTask.objects.visible_to(request.user).order_by("number")
    tasks = tasks.prefetch_related(Prefetch("later_links", links), "theme_links__theme")
    parts = TaskPart.objects.visible_to(request.user).in_order()
    rows = list(lists.newest_first().prefetch_related(Prefetch("tasks", tasks), Prefetch("parts", parts)))
    newest = rows[0].stated_on if rows else None
    with_later = {row.pk for row in rows if newest and (row.stated_on is None or row.stated_on < newest)}
    context = {"lists": rows, "leading": lists.leading(), "with_later": with_later}
    return render(request, "themes/kept_lists.html", context)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def add_list(request: HttpRequest) -> HttpResponse:
    """A new version of the list; the newest one stated leads."""
    lead = (
        "Een lijst is wat er op één moment is vastgelegd. De nieuwste lijst geldt; oudere blijven te lezen."
    )
    page = FormPage("Lijst toevoegen", _home(), lead=lead, crumbs=_crumbs(), done="De lijst staat erbij.")
    return form_page(request, TaskListForm(request.POST or None), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def edit_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name, date and origin of a list."""
    row = get_for(request.user, TaskList.objects, RULE, pk=pk)
    page = FormPage(f"Lijst {row.name} wijzigen", _home(row.pk), crumbs=_crumbs())
    return form_page(request, TaskListForm(request.POST or None, instance=row), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def add_task(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A task in a list."""
    task_list = get_for(request.user, TaskList.objects, RULE, pk=pk)
    form = TaskForm(request.POST or None, instance=TransformationTask(task_list=task_list))
    page = FormPage(
        "Opgave toevoegen", _home(pk), kicker=task_list.name, crumbs=_crumbs(), done="De opgave staat erbij."
    )
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def edit_task(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The words of a task."""
    task = get_for(request.user, TransformationTask.objects.select_related("task_list"), RULE, pk=pk)
    page = FormPage("Opgave wijzigen", task.get_absolute_url(), kicker=task.task_list.name, crumbs=_crumbs())
    return form_page(request, TaskForm(request.POST or None, instance=task), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def add_part(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A bouwsteen or fundament in a list."""
    task_list = get_for(request.user, TaskList.objects, RULE, pk=pk)
    form = TaskPartForm(request.POST or None, instance=TaskPart(task_list=task_list))
    title = "Bouwsteen of fundament toevoegen"
    page = FormPage(title, _home(pk), kicker=task_list.name, crumbs=_crumbs(), done="Het staat erbij.")
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def edit_part(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The words of a part, and the task it works out."""
    part = get_for(request.user, TaskPart.objects.select_related("task_list"), RULE, pk=pk)
    title = f"{part.get_kind_display()} wijzigen"
    page = FormPage(title, _home(part.task_list_id), kicker=part.task_list.name, crumbs=_crumbs())
    return form_page(request, TaskPartForm(request.POST or None, instance=part), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def add_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what a task became in another list."""
    task = get_for(request.user, TransformationTask.objects.select_related("task_list"), RULE, pk=pk)
    form = TaskLinkForm(request.POST or None, instance=TaskLink(earlier=task), by=_me(request))
    lead = "Kies uit een latere lijst. Zegt geen bron het, dan staat er voor lezers 'afgeleid' bij."
    if not task.task_list.has_later:
        lead = "Er is nog geen latere lijst, dus er is niets te kiezen."
    page = FormPage(
        "Wat werd deze opgave later?", task.get_absolute_url(), kicker=task.title, lead=lead, crumbs=_crumbs()
    )
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def edit_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what a task became."""
    link = get_for(request.user, TaskLink.objects.with_both_ends(), RULE, pk=pk)
    form = TaskLinkForm(request.POST or None, instance=link, by=_me(request))
    page = FormPage(
        "Vervolg wijzigen", link.earlier.get_absolute_url(), kicker=link.earlier.title, crumbs=_crumbs()
    )
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def remove_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back what somebody said a task became."""
    link = get_for(request.user, TaskLink.objects.with_both_ends(), RULE, pk=pk)
    return _remove(request, link, f"Werd niet: {link.became.title}", link.earlier)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def add_theme(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say which theme a task touches."""
    task = get_for(request.user, TransformationTask.objects.select_related("task_list"), RULE, pk=pk)
    form = TaskThemeForm(request.POST or None, instance=TaskTheme(task=task), by=_me(request))
    page = FormPage("Thema bij deze opgave", task.get_absolute_url(), kicker=task.title, crumbs=_crumbs())
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def remove_theme(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back that a task touches a theme."""
    link = get_for(request.user, TaskTheme.objects.select_related("task", "theme"), RULE, pk=pk)
    return _remove(request, link, f"Raakt niet: {link.theme.name}", link.task)


def _remove(request: HttpRequest, row: Any, title: str, task: TransformationTask) -> HttpResponse:
    page = FormPage(
        title, task.get_absolute_url(), "Haal weg", kicker=task.title, crumbs=_crumbs(), danger=True,
        done="Weggehaald. De geschiedenis bewaart dat het er stond.",
    )  # fmt: skip
    return form_page(request, RemoveForm(request.POST or None), page, act=row.delete)


def _me(request: HttpRequest) -> Any:
    """The person behind the account; the door let nobody in without one."""
    return request.user.person  # type: ignore[union-attr]


def _home(pk: uuid.UUID | None = None) -> str:
    return reverse("werkbank_tasks") + (f"#lijst-{pk}" if pk else "")


def _crumbs() -> list[tuple[str, str]]:
    return [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Opgaven", reverse("werkbank_tasks")),
    ]
