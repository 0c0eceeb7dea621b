"""Taking over what was agreed: a worked-out task becomes a transformation task with proposals."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.writing.models import HandIn, LeftOut, TakenOver, WorkedTask
from governance.writing.models.outcomes import LEFT_OUT, NOT_AGREED
from governance.writing.steps import Step
from governance.writing.taking_over import TAKEN_OVER, take_over
from governance.writing.taking_over_form import ListForm, TakeOverForm
from governance.writing.views.answering import FORM, me, row_for
from themes.tasks.models import TaskList
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

TAKE_OVER = "governance.take_over_writing"


@require_http_methods(FORM)
@entrance(Door.WERKBANK, TAKE_OVER)
@once
def outcome(request: HttpRequest, pk: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    """One task of an agreed version: choose the list (`?lijst=`), read what will be made, and make it."""
    version: HandIn = row_for(request, HandIn.objects, pk, TAKE_OVER)
    if str(task) not in {each["id"] for each in version.content["tasks"]}:
        raise Http404
    back = f"{version.get_absolute_url()}#opgave-{task}"
    turned_away = _turned_away(request, version, task)
    if turned_away and request.method != "POST":
        messages.info(request, turned_away)
        return redirect(back)
    worked = WorkedTask.objects.select_related("assignment__theme", "transformation_task__task_list").get(
        pk=task
    )
    lists = TaskList.objects.visible_to(request.user).newest_first()
    choice = ListForm({"lijst": request.POST.get("lijst") or request.GET.get("lijst")}, lists=lists)
    wanted = choice.cleaned_data.get("lijst") if choice.is_valid() else None
    task_list = wanted or lists.leading() or lists.first()
    if task_list is None:
        return render(request, "governance/writing_no_list.html", {"worked": worked, "back": back})
    typed = request.POST if request.method == "POST" else None
    form = TakeOverForm(typed, worked=worked, task_list=task_list)
    if turned_away and form.is_bound:
        form.add_error(None, turned_away)
    context = {
        "choice": ListForm(initial={"lijst": task_list}, lists=lists),
        "task_list": task_list,
        "worked": worked,
    }
    act = lambda: take_over(version, task, form.plan, by=me(request))  # noqa: E731
    return form_page(request, form, _page(version, worked, back, form), act=act, **context)


def _turned_away(request: HttpRequest, version: HandIn, task: uuid.UUID) -> str:
    """Why there is nothing to fill in here; "" when there is."""
    done = TakenOver.objects.visible_to(request.user).filter(worked_task=task).select_related("task").first()
    if done is not None:
        return TAKEN_OVER.format(done.task)
    if LeftOut.objects.visible_to(request.user).active().filter(worked_task=task).exists():
        return LEFT_OUT
    newest = not HandIn.objects.filter(assignment=version.assignment, number__gt=version.number).exists()
    return "" if newest and version.assignment.step == Step.AGREED else NOT_AGREED


def _page(version: HandIn, worked: WorkedTask, back: str, form: TakeOverForm) -> FormPage:
    assignment = version.assignment
    asks = form.is_valid() and form.plan.asked
    return FormPage(
        "Opgave overnemen", back, "Neem over", kicker=f"{assignment.team}: {worked.title}",
        lead="Dit schreef het schrijfteam. Lees het na, pas aan wat anders moet, en neem het over in het Regioplan.",
        done="De opgave is overgenomen." + (" Wie gevraagd is, krijgt bericht." if asks else ""),
        crumbs=[
            ("Werkbank", reverse("werkbank")), ("Schrijven", reverse("writing")),
            (assignment.theme.name, assignment.get_absolute_url()), (str(version), version.get_absolute_url()),
        ],
        template="governance/writing_take_over.html",
    )  # fmt: skip
