"""Taking over a list of readers: a file, what each row does, and asking them. The last button mails, nothing before."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters.subscriptions.desk.views import crumbs
from newsletters.subscriptions.lists import asking, put_back
from newsletters.subscriptions.lists.applying import take_over
from newsletters.subscriptions.lists.forms import AskForm, TakeOverForm, UploadForm
from newsletters.subscriptions.lists.models import KEPT, ReaderList
from newsletters.subscriptions.lists.plan import HEADS, KNOWN, SAMPLE, SURELY, Plan
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import SubscriberState
from zorgzaam.access import get_visible
from zorgzaam.audit.history import acting
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.importing.lines import State
from zorgzaam.importing.rows import Problem, Unreadable
from zorgzaam.importing.sheets import read_foreign
from zorgzaam.once import once
from zorgzaam.post.bulk.models import MailingState
from zorgzaam.post.bulk.progress import progress_of, set_state
from zorgzaam.post.office import wake_up_for_mailings
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK = entrance(Door.WERKBANK, BUREAU)
MOST_SHOWN = 300
OWN_LINK = "…"
NO_ADDRESS = (
    "Er is geen kolom met e-mailadressen. Zet er boven die kolom “e-mailadres”, en kies het bestand opnieuw."
)


def _crumbs(*more: ReaderList) -> list[tuple[str, str]]:
    over = [(row.name, reverse("reader_list", args=[row.pk])) for row in more]
    return crumbs(("Lijsten", reverse("reader_lists")), *over)


@FORM
@DESK
@once
def lists(request: HttpRequest) -> HttpResponse:
    """The lists that were taken over, and the form for another file; reading it changes nothing yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("reader_list", _keep(request, form).pk)
        except Unreadable as unreadable:
            problems = unreadable.problems
    rows = ReaderList.objects.visible_to(request.user)
    context = {
        "form": form,
        "problems": problems,
        "lists": rows.annotate(number=Count("readers")).order_by("-uploaded_at")[:100],
        "heads": HEADS.values(),
        "endings": FORMATS,
        "crumbs": crumbs(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/reader_lists.html", context, status=status)


def _keep(request: HttpRequest, form: UploadForm) -> ReaderList:
    file = form.cleaned_data["file"]
    content = file.read()
    found = read_foreign(file.name, content, SURELY)
    if "address" not in found.fields:
        found = read_foreign(file.name, content, KNOWN)
    if "address" not in found.fields:
        raise Unreadable(Problem(file.name, NO_ADDRESS))
    with acting(request.user):  # type: ignore[arg-type]
        kept: ReaderList = ReaderList.objects.create(
            name=form.cleaned_data["name"],
            file_name=file.name[:200],
            columns=found.fields,
            rows=[{"where": row.where, "values": row.values} for row in found.rows],
            uploaded_by=request.user.person,  # type: ignore[union-attr]
        )
    if found.others:
        called = ", ".join(f"“{head[:40]}”" for head in found.others)
        messages.info(request, f"Uit dit bestand lezen we niet: {called}.")
    return kept


@require_safe
@DESK
def sample(request: HttpRequest, ending: str) -> HttpResponse:
    """A file to begin with, with one row that shows how."""
    if ending not in FORMATS:
        raise Http404
    return as_download("voorbeeld-lezers", ending, list(HEADS.values()), SAMPLE)


@FORM
@DESK
@once
def one(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One list: what its file would do, or how it stands with its readers."""
    row: ReaderList = get_visible(request.user, ReaderList.objects.select_related("asked_by"), pk=pk)
    return _standing(request, row) if row.applied_at else _preview(request, row)


def _preview(request: HttpRequest, row: ReaderList) -> HttpResponse:
    plan = Plan(row)
    form = TakeOverForm(request.POST or None, initial={"seen": plan.mark})
    form.fields["seen"].initial = plan.mark
    page = FormPage(
        f"Lijst overnemen: {row.name}", reverse("reader_list", args=[row.pk]), "Neem deze lezers over",
        kicker=row.file_name, done="Overgenomen. Nog niemand kreeg mail.", crumbs=_crumbs(),
        template="newsletters/reader_list_preview.html",
    )  # fmt: skip
    parts = {"new": plan.of(State.NEW), "out": plan.of(State.SAME), "wrong": plan.of(State.WRONG)}
    return form_page(
        request, form, page,
        act=lambda: take_over(row, by=request.user, seen=form.cleaned_data["seen"]),  # type: ignore[arg-type]
        read=row, counts={name: len(lines) for name, lines in parts.items()},
        shown={name: lines[:MOST_SHOWN] for name, lines in parts.items()}, hours=int(KEPT.total_seconds() // 3600),
    )  # fmt: skip


def _standing(request: HttpRequest, row: ReaderList) -> HttpResponse:
    counted: dict[str, int] = dict(
        Subscriber.objects.filter(reader_list=row).order_by().values_list("state").annotate(Count("pk"))
    )
    mailings = [(mailing, progress_of(mailing)) for mailing in asking.mailings_of(row)]
    context: dict[str, Any] = {
        "list": row,
        "counts": [(label, counted[value]) for value, label in SubscriberState.choices if counted.get(value)],
        "total": sum(counted.values()),
        "answered": counted.get(SubscriberState.ACTIVE, 0),
        "mailings": mailings,
        "busy": any(not progress.is_over for _, progress in mailings) or (row.asked_at and not row.queued_at),
        "reminder_waits": put_back.reminder_waits(row),
        "crumbs": _crumbs(),
    }
    return render(request, "newsletters/reader_list.html", context)


@FORM
@DESK
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The button that mails them: what they will read, and what happens after."""
    row: ReaderList = get_visible(request.user, ReaderList.objects, pk=pk)
    if row.applied_at is None or row.asked_at is not None:
        return redirect("reader_list", row.pk)
    form = AskForm(request.POST or None, instance=row)
    page = FormPage(
        "Vraag hun toestemming", reverse("reader_list", args=[row.pk]), "Vraag het hun nu",
        lead="Ieder krijgt één mail met een knop. Alleen wie daarop drukt, krijgt de nieuwsbrief.",
        done="De mails gaan binnen een minuut de deur uit.", crumbs=_crumbs(row),
        template="newsletters/reader_list_ask.html",
    )  # fmt: skip
    number = Subscriber.objects.filter(reader_list=row, state=SubscriberState.LISTED).count()
    letter = asking.letter(row, again=False)
    return form_page(
        request,
        form,
        page,
        act=lambda: asking.press(form.instance, by=request.user),  # type: ignore[arg-type]
        number=number,
        letter=letter,
        own=OWN_LINK,
        words=letter.text.replace("[[key]]", OWN_LINK),
    )


@require_POST
@DESK
def hold(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the mails of a list stand still, or go on; or, after a restore, ask who did not answer once more."""
    row: ReaderList = get_visible(request.user, ReaderList.objects, pk=pk)
    if request.POST.get("wat") == "nog-een-keer":
        asking.remind_now(row, by=request.user)  # type: ignore[arg-type]
        return redirect("reader_list", row.pk)
    state = MailingState.PAUSED if request.POST.get("wat") == "stil" else MailingState.RUNNING
    with acting(request.user):  # type: ignore[arg-type]
        for mailing in asking.mailings_of(row):
            set_state(mailing, state)
    if state == MailingState.RUNNING:
        wake_up_for_mailings()
    return redirect("reader_list", row.pk)
