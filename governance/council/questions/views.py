"""Pages of questions: the register, one of them, what who keeps it does, and the term of each council."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.bodies.models import Body
from governance.council import registers
from governance.council.forms import councils_of
from governance.council.questions.forms import (
    CloseForm,
    DelayForm,
    QuestionFilter,
    QuestionForm,
    TermForm,
    of_sort,
)  # fmt: skip
from governance.council.questions.models import Question, QuestionState
from governance.council.questions.term_days import DEFAULT_DAYS, QuestionTerm
from governance.council.registers import KEEP, Register, Stand
from zorgzaam.access import get_visible, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
REGISTER = Register(
    Question, QuestionForm, "council_questions", "governance/council/questions.html", "Vragen", "Vraag noteren",
    "Vraag wijzigen",
    (
        Stand("open", "Nog niet beantwoord", lambda rows: rows.running()),
        Stand("laat", "Termijn voorbij", lambda rows: rows.overdue()),
        Stand("uitgesteld", "Uitgesteld", lambda rows: rows.running().filter(state=QuestionState.DELAYED)),
        Stand("dicht", "Beantwoord", lambda rows: rows.closed()),
        Stand("alle", "Alle", lambda rows: rows.first_term_first()),
    ),
    columns={
        **registers.WHERE,
        "soort": lambda row: row.get_sort_display(),
        "titel": lambda row: row.title,
        "vraag": lambda row: row.text,
        "van": lambda row: row.asked_by,
        "gesteld op": lambda row: row.asked_on,
        **registers.TERM,
        "beantwoord op": lambda row: row.answered_on,
        "beantwoord met": lambda row: row.answered_with,
        **registers.ALWAYS,
    },
    filter_form=QuestionFilter, narrow=of_sort,
    reads=(("schriftelijke-vragen", "Schriftelijke vragen"), ("technische-vragen", "Technische vragen")),
)  # fmt: skip


@require_safe
@entrance(Door.STATEN, OPEN)
def question(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question: its words, its term, the notices of delay, and the answer as far as this reader may read it."""
    found = get_visible(request.user, Question.objects.shown().select_related("source"), pk=pk)
    context = {"question": found, "delays": list(found.delays.select_related("by"))}
    return render(request, "governance/council/question.html", context)


@require_POST
@entrance(Door.STATEN, KEEP)
def take_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody works on an answer; pressed twice is once."""
    return registers.taken_up(request, REGISTER, pk, "De vraag staat nu op in behandeling.")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def delay(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell the council that the answer comes later, when and why."""
    row = registers.kept(request, REGISTER, pk)
    if not row.is_running:
        return redirect(row)
    form = DelayForm(request.POST or None, row=row)
    page = FormPage(
        "Bericht van uitstel", row.get_absolute_url(), "Stel uit", crumbs=registers.crumbs(REGISTER, row),
        lead="De griffie van deze raad en wie de vraag volgt krijgen bericht.", done="Het uitstel staat erbij.",
    )  # fmt: skip

    def act() -> None:
        row.put_off(form.cleaned_data["due_on"], reason=form.cleaned_data["reason"], by=request.user)

    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down that it was answered outside this house."""
    row = registers.kept(request, REGISTER, pk)
    if not row.is_running:
        return redirect(row)
    form = CloseForm(request.POST or None, row=row)
    page = FormPage(
        "Op een andere manier beantwoord", row.get_absolute_url(), "Leg vast", crumbs=registers.crumbs(REGISTER, row),
        lead="Is de vraag buiten het netwerk om beantwoord, leg dan vast wanneer en waarmee.",
        done="De vraag staat als beantwoord in het register.",
    )  # fmt: skip
    act = lambda: row.close(form.cleaned_data["on"], how=form.cleaned_data["how"], by=request.user)  # noqa: E731
    return form_page(request, form, page, act=act)


@require_safe
@entrance(Door.STATEN, KEEP)
def terms(request: HttpRequest) -> HttpResponse:
    """How many days each council gives, for who keeps its register."""
    if not may(request.user, KEEP):
        raise PermissionDenied
    councils = list(councils_of(request.user).filter(part_of__isnull=True))
    own = dict(QuestionTerm.objects.filter(council__in=councils).values_list("council_id", "days"))
    context = {"councils": [(council, own.get(council.pk)) for council in councils], "usual": DEFAULT_DAYS}
    return render(request, "governance/council/question_terms.html", context)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def term(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The number of days of one council; questions that were noted keep theirs."""
    council = get_object_or_404(Body.objects.councils(), pk=pk, part_of__isnull=True)
    row = QuestionTerm.objects.filter(council=council).first() or QuestionTerm(council=council)
    if not may(request.user, KEEP, row):
        raise PermissionDenied
    page = FormPage(
        "Termijn voor vragen", reverse("question_terms"), kicker=council.name,
        lead="Vragen die al in het register staan houden hun dag.",
        crumbs=[*registers.crumbs(REGISTER), ("Termijnen", reverse("question_terms"))],
    )  # fmt: skip
    return form_page(request, TermForm(request.POST or None, instance=row), page)
