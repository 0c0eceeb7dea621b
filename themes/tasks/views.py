"""Public pages of the transformation tasks."""

import uuid

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from themes.tasks.drawing import wheel
from themes.tasks.forms import DayForm
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import conflicts_about


@require_safe
@entrance(Door.ANY, OPEN)
def task_list(request: HttpRequest) -> HttpResponse:
    """The leading list of a day (`op`): its tasks and parts, drawn and written; the other lists below."""
    lists = TaskList.objects.visible_to(request.user)
    form = DayForm(request.GET or None)
    leading = lists.leading(form.day)
    tasks = TransformationTask.objects.visible_to(request.user).order_by("number")
    own = list(tasks.filter(task_list=leading)) if leading else []
    numbered = [task for task in own if not task.overarching]
    overarching = next((task for task in own if task.overarching), None)
    context = {
        "leading": leading,
        "overarching": overarching,
        "tasks": numbered,
        "wheel": wheel(overarching, numbered),
        "parts": TaskPart.objects.visible_to(request.user).filter(task_list=leading).in_order(),
        "form": form,
        "conflicts": conflicts_about("task_list"),
        "others": lists.exclude(pk=leading.pk).newest_first().prefetch_related("tasks") if leading else [],
    }
    return render(request, "themes/task_list.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def task_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One transformation task, what it was and became; the upper floors fill in what is done about it."""
    queryset = TransformationTask.objects.select_related("task_list", "source")
    task = get_visible(request.user, queryset, pk=pk)
    siblings = TransformationTask.objects.visible_to(request.user).filter(task_list=task.task_list_id)
    links = list(
        TaskLink.objects.visible_to(request.user).with_both_ends().filter(Q(earlier=task) | Q(later=task))
    )
    parts = TaskPart.objects.visible_to(request.user).filter(task_list=task.task_list_id).in_order()
    touched = TaskTheme.objects.visible_to(request.user).filter(task=task)
    context = {
        "task": task,
        "siblings": siblings.order_by("number"),
        "became": [link for link in links if link.earlier_id == task.pk],
        "was": [link for link in links if link.later_id == task.pk],
        "parts": [part for part in parts if part.task_id == task.pk],
        "loose_parts": [part for part in parts if part.task_id is None],
        "themes": touched.select_related("theme__generation", "author", "source"),
    }
    return render(request, "themes/task_page.html", context)
