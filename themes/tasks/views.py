"""Public pages of the transformation tasks."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from themes.tasks.drawing import wheel
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance


@require_safe
@entrance(Door.SITE, OPEN)
def task_list(request: HttpRequest) -> HttpResponse:
    """The leading list: one overarching task and the numbered ones, drawn and written; older lists below."""
    lists = TaskList.objects.visible_to(request.user)
    leading = lists.leading()
    tasks = TransformationTask.objects.visible_to(request.user).order_by("number")
    own = list(tasks.filter(task_list=leading)) if leading else []
    numbered = [task for task in own if not task.overarching]
    overarching = next((task for task in own if task.overarching), None)
    context = {
        "leading": leading,
        "overarching": overarching,
        "tasks": numbered,
        "wheel": wheel(overarching, numbered),
        "others": lists.exclude(pk=leading.pk).newest_first().prefetch_related("tasks") if leading else [],
    }
    return render(request, "themes/task_list.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def task_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One transformation task; the upper floors fill in what is decided and done about it."""
    queryset = TransformationTask.objects.select_related("task_list", "source")
    task = get_visible(request.user, queryset, pk=pk)
    siblings = TransformationTask.objects.visible_to(request.user).filter(task_list=task.task_list_id)
    return render(request, "themes/task_page.html", {"task": task, "siblings": siblings.order_by("number")})
