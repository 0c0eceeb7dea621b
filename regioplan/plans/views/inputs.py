"""Input on a draft: portfolio holders read it and say something; the netwerkbureau answers each remark."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.organisations.models import Organisation
from regioplan.plans.document import blocks, chapters_of, in_reading_order
from regioplan.plans.errors import Refused
from regioplan.plans.forms import InputForm, ReplyForm
from regioplan.plans.models import InputReply, PlanInput, PlanSection, PlanVersion, Status
from regioplan.plans.models.inputs import section_named
from regioplan.plans.models.steps import person_of
from regioplan.plans.views.desk import FORM, crumbs, written
from regioplan.plans.views.reading import tombstone
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import FormPage, form_page

ANSWERS = entrance(Door.WERKBANK, "regioplan.reply_to_input")
ANSWERED = "Op deze inbreng is intussen al geantwoord. Jouw antwoord is niet verstuurd."
CLOSED = "Inbreng geven kan nu niet: de termijn is voorbij of het plan is geen concept meer."


def _draft(request: HttpRequest, pk: uuid.UUID) -> PlanVersion:
    rows = PlanVersion.objects.select_related("plan")
    version: PlanVersion = get_visible(request.user, rows, pk=pk)
    return version


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft to read, and what this reader said about it with the answers; that stays when it is published."""
    version = _draft(request, pk)
    given = _inputs(request, version)
    if version.status == Status.WITHDRAWN:
        return tombstone(request, version)
    if version.is_out and not given.exists():
        return redirect(version)
    sections = PlanSection.objects.visible_to(request.user).filter(version_of=version)
    readable = not version.is_out and sections.exists()
    context = {
        "version": version,
        "plan": version.plan,
        "blocks": blocks(chapters_of(version), 2) if readable else [],
        "inputs": given,
        "may_give": version.asks_input and may(request.user, "regioplan.give_input", version),
    }
    return render(request, "regioplan/draft.html", context)


def _inputs(request: HttpRequest, version: PlanVersion) -> Any:
    found = PlanInput.objects.visible_to(request.user).filter(version_of=version)
    return found.select_related("person", "reply")


@FORM
@entrance(Door.ANY, "regioplan.give_input")
@once
def input_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say something about the draft. The netwerkbureau notes what was said in a meeting, also after the term."""
    rows = PlanVersion.objects.select_related("plan")
    version: PlanVersion = get_for(request.user, rows, "regioplan.give_input", pk=pk)
    staff = standing_of(request.user).is_bureau
    form = InputForm(
        request.POST or None,
        instance=PlanInput(version_of=version),
        sections=in_reading_order(PlanSection.objects.visible_to(request.user).filter(version_of=version)),
        staff=staff,
        given_as="" if staff else _speaks_for(request, version),
    )
    back = reverse("plan_inputs" if staff else "plan_draft", args=[version.pk])
    page = FormPage(
        "Inbreng uit een overleg" if staff else "Geef inbreng",
        back,
        "Leg vast" if staff else "Verstuur",
        kicker=str(version),
        done="De inbreng is bewaard."
        if staff
        else "Je inbreng is bewaard. Hieronder zie je wat ermee gebeurt.",
        crumbs=crumbs(version) if staff else _way(version, back),
    )

    def act() -> None:
        if not (staff or version.asks_input):
            raise Refused(CLOSED)
        _keep(request, version, form, staff)

    return form_page(request, form, page, act=act)


def _way(version: PlanVersion, draft: str) -> list[tuple[str, str]]:
    plan = version.plan
    return [("Plannen", reverse("plans")), (plan.short_name, plan.get_absolute_url()), ("Concept", draft)]


def _speaks_for(request: HttpRequest, version: PlanVersion) -> str:
    """For whom somebody speaks, when that is one municipality; the words can be changed."""
    mine = Organisation.objects.municipal().filter(pk__in=standing_of(request.user).organisations)
    names = list(mine.values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""


def _keep(request: HttpRequest, version: PlanVersion, form: InputForm, staff: bool) -> None:
    given: PlanInput = form.save(commit=False)
    section: PlanSection | None = form.cleaned_data["section"]
    given.lineage = section.lineage if section else None
    given.about = section_named(section)
    given.recorded_by = person_of(request.user)  # type: ignore[arg-type]
    given.person = None if staff else given.recorded_by
    if not staff:
        given.given_on = form.initial["given_on"]
    given.save()


@require_safe
@ANSWERS
def inputs(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything that was said about a version, counted, with the answers."""
    version = written(request, pk, "regioplan.reply_to_input")
    found = list(_inputs(request, version))
    waiting = [row for row in found if not hasattr(row, "reply")]
    context = {
        "version": version,
        "inputs": found,
        "waiting": len(waiting),
        "answered": len(found) - len(waiting),
    }
    return render(request, "regioplan/inputs.html", context)


@FORM
@ANSWERS
@once
def input_reply(request: HttpRequest, pk: uuid.UUID, given: uuid.UUID) -> HttpResponse:
    """Answer one remark; answered is answered."""
    version = written(request, pk, "regioplan.reply_to_input")
    row = get_object_or_404(_inputs(request, version), pk=given)
    back = reverse("plan_inputs", args=[version.pk])
    answered = hasattr(row, "reply")
    if answered and request.method != "POST":
        return redirect(back)
    reply = InputReply(input=row, replied_by=person_of(request.user))  # type: ignore[arg-type]
    form = ReplyForm(request.POST or None, instance=reply)
    page = FormPage(
        "Antwoord op inbreng",
        back,
        "Verstuur antwoord",
        kicker=str(version),
        done="Het antwoord staat erbij.",
        crumbs=crumbs(version),
        template="regioplan/reply_form.html",
    )

    def act() -> None:
        if answered:
            raise Refused(ANSWERED)
        form.instance.save(force_insert=True)

    return form_page(request, form, page, act=act, given=row)
