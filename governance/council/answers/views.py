"""Pages of answers, for the netwerkbureau: all of them, one, and every step until it is sent."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council.answers import answering
from governance.council.answers.forms import BeginForm, ClearForm, LetterForm, SendForm, WriteForm
from governance.council.answers.models import AnswerFile, AnswerLetter, SentAnswer
from governance.council.questions.models import Question
from zorgzaam.access import get_for, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.snapshots import canonical, digest
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
ANSWER, CLEAR = "governance.answer_questions", "governance.clear_answer"
PER_PAGE = 30


def _file(request: HttpRequest, pk: uuid.UUID) -> AnswerFile:
    rows = AnswerFile.objects.select_related("holder", "submitted_by", "cleared_by")
    found: AnswerFile = get_for(request.user, rows, ANSWER, pk=pk)
    return found


def _letter(request: HttpRequest, pk: uuid.UUID, question: uuid.UUID) -> AnswerLetter:
    rows = AnswerLetter.objects.select_related("file", "question__council__part_of")
    found: AnswerLetter = get_for(request.user, rows, ANSWER, pk=question, file=pk)
    return found


def _file_of(question: Question) -> AnswerFile:
    """The answer this question lies in."""
    return AnswerFile.objects.get(letters__question=question)


def _crumbs(file: AnswerFile | None = None) -> list[tuple[str, str]]:
    crumbs = [("Staten & raden", reverse("staten")), ("Beantwoording", reverse("answer_files"))]
    return [*crumbs, (file.title[:60], file.get_absolute_url())] if file else crumbs


@require_safe
@entrance(Door.STATEN, ANSWER)
def files(request: HttpRequest) -> HttpResponse:
    """Every answer, the newest first."""
    if not may(request.user, ANSWER):
        raise PermissionDenied
    rows = (
        AnswerFile.objects.select_related("holder")
        .order_by("-created_at", "pk")
        .annotate(questions=Count("letters", distinct=True), sent_to=Count("sent", distinct=True))
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "governance/council/answer_files.html", {"page": page})


@require_safe
@entrance(Door.STATEN, ANSWER)
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One answer: the questions in it, the text, the contributions, and what is next."""
    row = _file(request, pk)
    sent = {one.question_id: one for one in SentAnswer.objects.filter(file=row).select_related("sent_by")}
    letters = row.letters.select_related("question__council__part_of")
    context = {
        "file": row,
        "letters": [(letter, sent.get(letter.pk)) for letter in letters],
        "contributions": list(row.contributions.shown()),
        "may_clear": row.is_in_review and may(request.user, CLEAR, row),
    }
    return render(request, "governance/council/answer_file.html", context)


@require_http_methods(METHODS)
@entrance(Door.STATEN, ANSWER)
@once
def begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a question into an answer: one that is being made, or a new one."""
    question = get_for(request.user, Question.objects.shown(), ANSWER, pk=pk)
    there = AnswerLetter.objects.filter(question=question).select_related("file").first()
    if there or not question.is_running:
        return redirect(there.file if there else question)
    form = BeginForm(request.POST or None, initial={"title": question.title})
    page = FormPage(
        "In beantwoording nemen", question.get_absolute_url(), "Neem in beantwoording", kicker=question.title,
        crumbs=_crumbs(), done="De vraag ligt in de beantwoording.", to=lambda: _file_of(question).get_absolute_url(),
    )  # fmt: skip

    def act() -> None:
        data, by = form.cleaned_data, request.user
        if data["file"]:
            answering.add(data["file"], question, by=by)  # type: ignore[arg-type]
        else:
            answering.begin(question, data["title"], data["holder"], by=by)  # type: ignore[arg-type]

    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.STATEN, ANSWER)
def write(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write the text; several at once are kept apart by the version."""
    row = _file(request, pk)
    if not row.is_draft:
        return redirect(row)
    page = FormPage(
        "Antwoord schrijven", row.get_absolute_url(), crumbs=_crumbs(row),
        template="governance/council/answer_write.html",
    )  # fmt: skip
    return form_page(request, WriteForm(request.POST or None, instance=row), page, **_known(row))


def _known(row: AnswerFile) -> dict[str, Any]:
    """What who writes or clears has to have in sight: what was asked, and what came in for it."""
    return {
        "letters": row.letters.select_related("question__council"),
        "contributions": list(row.contributions.shown()),
    }


@require_POST
@entrance(Door.STATEN, ANSWER)
def submit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let another look at it; pressed twice is once."""
    row = _file(request, pk)
    if row.is_draft and row.text:
        answering.submit(row, by=request.user)  # type: ignore[arg-type]
    return redirect(row)


@require_POST
@entrance(Door.STATEN, ANSWER)
def reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write on; what was sent stays."""
    row = _file(request, pk)
    if not row.is_draft:
        answering.reopen(row, by=request.user)  # type: ignore[arg-type]
    return redirect(row)


@require_http_methods(METHODS)
@entrance(Door.STATEN, CLEAR)
def clear(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody who wrote none of it says whether it is right."""
    row = get_for(request.user, AnswerFile.objects.select_related("submitted_by"), CLEAR, pk=pk)
    if not row.is_in_review:
        return redirect(row)
    form = ClearForm(request.POST or None, row=row)
    page = FormPage(
        "Antwoord controleren", row.get_absolute_url(), "Bevestig", kicker=row.title, crumbs=_crumbs(row),
        template="governance/council/answer_clear.html", done="De beantwoording is bijgewerkt.",
    )  # fmt: skip

    def act() -> None:
        step = answering.clear if form.cleaned_data["answer"] == ClearForm.YES else answering.send_back
        step(row, by=request.user, remark=form.cleaned_data["remark"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, file=row, **_known(row))


@require_http_methods(METHODS)
@entrance(Door.STATEN, ANSWER)
def letter(request: HttpRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """The form in which one council gets the answer."""
    row = _letter(request, pk, question)
    page = FormPage(
        "Antwoord aan deze raad", row.file.get_absolute_url(), kicker=row.question.council.name,
        crumbs=_crumbs(row.file),
    )  # fmt: skip
    return form_page(request, LetterForm(request.POST or None, instance=row), page)


@require_http_methods(METHODS)
@entrance(Door.STATEN, ANSWER)
def send(request: HttpRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """Read what this council gets, and send it; sent twice is once."""
    row = _letter(request, pk, question)
    if not row.file.is_cleared or not row.question.is_running:
        if request.method == "POST":
            messages.info(
                request, "Dit antwoord is al verstuurd, of het wordt weer bewerkt. Er is niets veranderd."
            )
        return redirect(row.file)
    words = answering.words_of(row)
    form = SendForm(request.POST or None, initial={"seen": digest(canonical(words))})
    page = FormPage(
        "Antwoord versturen", row.file.get_absolute_url(), "Verstuur het antwoord", kicker=row.question.council.name,
        lead="Na het versturen verandert dit antwoord niet meer. De griffie krijgt bericht.", crumbs=_crumbs(row.file),
        template="governance/council/answer_send.html", done="Het antwoord is verstuurd.",
    )  # fmt: skip
    act = lambda: answering.send(row, by=request.user, seen=form.cleaned_data["seen"])  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act, letter=words)


@require_POST
@entrance(Door.STATEN, ANSWER)
def take_out(request: HttpRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """This question is answered in another way."""
    row = _letter(request, pk, question)
    if not SentAnswer.objects.filter(question=row.pk).exists():
        answering.take_out(row, by=request.user)  # type: ignore[arg-type]
    return redirect(row.file)
