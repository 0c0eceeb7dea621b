"""Writing a round: begin it, its page, the common words, and which letters go their own way."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.briefings import order
from governance.briefings.models import Briefing, Status
from governance.briefings.notes import Notes
from governance.briefings.views.editing import NO_DRAFT, composer_url
from governance.rounds.carrying import carry, hold_open, is_open
from governance.rounds.comparing import RICH
from governance.rounds.forms import ChapterForm, ChapterRemoveForm, NewRoundForm, ParagraphForm, RoundForm
from governance.rounds.guards import GONE
from governance.rounds.making import begin, without_council
from governance.rounds.models import BriefingRound, RoundChapter, rounds_of
from governance.rounds.paragraphs import place_of, write_self
from governance.rounds.stand import NO_CHAPTERS, LetterStand, letters_of, line_of, stand_of, tally
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.snapshots import digest
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])
LEAD = (
    "Wat voor alle raden hetzelfde is, schrijf je één keer. Elke raad krijgt een eigen brief, met wat het voor die "
    "gemeente betekent."
)
TAKEN_OVER = "De brief heeft nu de gezamenlijke tekst. Wat er stond, staat in de geschiedenis."
SAVED = "Bewaard. Concepten zonder eigen woorden zijn meegegaan."
EDITOR = "governance/rounds/text.html"
DESK = entrance(Door.WERKBANK, "governance.add_briefing")


def round_for(request: HttpRequest, pk: uuid.UUID) -> BriefingRound:
    """The round for who writes it; 404 for others."""
    found: BriefingRound = get_for(
        request.user, BriefingRound.objects.all(), "governance.add_briefing", pk=pk
    )
    return found


def crumbs(round_: BriefingRound | None = None) -> list[tuple[str, str]]:
    """The way to the rounds, or to one."""
    above = [("Werkbank", reverse("werkbank")), ("Briefings", reverse("briefings"))]
    above.append(("Rondzendingen", reverse("rounds")))
    return [*above, (str(round_)[:60], round_.get_absolute_url())] if round_ else above


@require_safe
@DESK
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round, newest first."""
    if not may(request.user, "governance.add_briefing"):
        raise PermissionDenied
    return render(request, "governance/rounds/list.html", {"rounds": rounds_of(request.user)})


@FORM
@DESK
@once
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round: which councils, which kind, about what."""
    if not may(request.user, "governance.add_briefing"):
        raise PermissionDenied
    round_ = BriefingRound()
    form = NewRoundForm(request.POST or None, instance=round_)
    page = FormPage(
        "Aan meer raden tegelijk", reverse("briefings"), "Begin met opstellen",
        lead=LEAD,
        crumbs=crumbs(), done="De brieven liggen klaar als concept.", template="governance/rounds/new.html",
        to=round_.get_absolute_url,
    )  # fmt: skip

    def act() -> None:
        begin(form.save(commit=False), form.chosen, by=request.user.person)  # type: ignore[union-attr]

    return form_page(request, form, page, act=act, without=without_council())


@require_safe
@DESK
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The common words and a table of the letters; for htmx how far publishing is."""
    round_ = round_for(request, pk)
    lines = stand_of(round_, request.user)
    context = {"round": round_, "lines": lines, "tally": tally(lines)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "governance/rounds/letters.html", context)
    context |= {**_as_read(round_), "is_open": is_open(round_)}
    return render(request, "governance/rounds/round.html", context)


def _as_read(round_: BriefingRound) -> dict[str, Any]:
    """The texts and chapters with their notes numbered, in the order of the page."""
    notes = Notes()
    parts = _texts(round_)
    for part in parts:
        part["text"] = notes.number(part["text"]) if part["rich"] else part["text"]
    chapters = [(chapter, notes.number(chapter.text)) for chapter in round_.chapters.all()]
    return {"parts": parts, "chapters": chapters, "notes": notes.found}


def _texts(round_: BriefingRound) -> list[dict[str, Any]]:
    """The texts beside the chapters, by the names this kind gives them."""
    found = (round_.structure.part(name) for name in ("objective", "core", "follow_up"))
    return [
        {
            "name": part.name,
            "called": part.called,
            "text": getattr(round_, part.name),
            "rich": part.name in RICH,
        }
        for part in found
        if part
    ]


@FORM
@DESK
def text(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The common words beside the chapters."""
    round_ = round_for(request, pk)
    if closed := _too_late(request, round_):
        return closed
    form = RoundForm(request.POST or None, instance=round_)
    page = FormPage(
        "Gezamenlijke tekst en gegevens", round_.get_absolute_url(), crumbs=crumbs(round_),
        done=SAVED, template=EDITOR,
    )  # fmt: skip

    def act() -> None:
        # Not the row of the form, which holds what was typed.
        hold_open(BriefingRound.objects.get(pk=round_.pk))
        form.save()
        carry(round_)
        _say_who_followed(request, round_)

    return form_page(request, form, page, act=act)


@FORM
@DESK
@once
def chapter_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new chapter at the end."""
    round_ = round_for(request, pk)
    if closed := _too_late(request, round_):
        return closed
    chapter = RoundChapter(round=round_)
    form = ChapterForm(request.POST or None, instance=chapter)
    page = _chapter_page("Nieuw gezamenlijk hoofdstuk", round_)

    def act() -> None:
        hold_open(round_)
        chapter.position = order.next_position(round_.chapters.all())
        form.save()
        carry(round_)
        _say_who_followed(request, round_)

    return form_page(request, form, page, act=act)


@FORM
@DESK
def chapter(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A chapter of all letters."""
    round_ = round_for(request, pk)
    row = get_visible(request.user, round_.chapters.all(), pk=part)
    if closed := _too_late(request, round_):
        return closed
    form = ChapterForm(request.POST or None, instance=row)

    def act() -> None:
        hold_open(round_)
        form.save()
        carry(round_)
        _say_who_followed(request, round_)

    return form_page(request, form, _chapter_page("Gezamenlijk hoofdstuk", round_), act=act)


@FORM
@DESK
def chapter_remove(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Take a chapter out of what is common."""
    round_ = round_for(request, pk)
    row = get_visible(request.user, round_.chapters.all(), pk=part)
    if closed := _too_late(request, round_):
        return closed
    form = ChapterRemoveForm(request.POST or None, instance=row)
    page = FormPage(
        "Gezamenlijk hoofdstuk weghalen", round_.get_absolute_url(), "Haal weg", crumbs=crumbs(round_), danger=True,
        lead=f"“{row.heading}” gaat uit de concepten. Een brief die er eigen woorden heeft, houdt die.",
        done="Het hoofdstuk is weg uit de gezamenlijke tekst.",
    )  # fmt: skip

    def act() -> None:
        hold_open(round_)
        form.save()  # refused where somebody changed it meanwhile
        siblings, position = row.siblings(), row.position
        row.delete()
        for later in siblings.filter(position__gt=position).order_by("position"):
            RoundChapter.objects.filter(pk=later.pk).update(position=later.position - 1)
        carry(round_)
        _say_who_followed(request, round_)

    return form_page(request, form, page, act=act)


def _too_late(request: HttpRequest, round_: BriefingRound) -> HttpResponse | None:
    """Who comes to write where nothing takes the words any more goes back, and reads why. What somebody sends is
    answered by the form itself, so that nothing typed is lost."""
    if request.method == "POST" or is_open(round_):
        return None
    messages.info(request, GONE)
    return redirect(round_)


def _chapter_page(title: str, round_: BriefingRound) -> FormPage:
    return FormPage(title, round_.get_absolute_url(), crumbs=crumbs(round_), done=SAVED, template=EDITOR)


def _say_who_followed(request: HttpRequest, round_: BriefingRound) -> None:
    """Only drafts follow the common words; say so where a letter is past that."""
    rest = round_.letters.exclude(briefing__status=Status.DRAFT).count()
    if rest:
        words = (
            "brief is geen concept meer en houdt" if rest == 1 else "brieven zijn geen concept meer en houden"
        )
        messages.info(request, f"{rest} {words} wat erin staat.")


def _hold(round_: BriefingRound) -> None:
    """Keep others from changing the common words to the end of the request, and read what they are now: another may
    have saved since this request read them."""
    round_.refresh_from_db(from_queryset=BriefingRound.objects.select_for_update())


# ---------------------------------------------------------------- one letter
def letter_of(request: HttpRequest, round_: BriefingRound, part: uuid.UUID) -> LetterStand:
    """One letter of this round; 404 where this reader does not work on it."""
    found = letters_of(round_, request.user).filter(pk=part).first()
    if found is None:
        raise Http404
    return line_of(round_, found, request.user)


@require_safe
@DESK
def letter(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Where a letter differs from the common words, side by side."""
    round_ = round_for(request, pk)
    line = letter_of(request, round_, part)
    return render(
        request,
        "governance/rounds/letter.html",
        {"round": round_, "line": line, "briefing": line.briefing, "seen": seen_of(line)},
    )


@require_POST
@DESK
def take_over(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Bring the common words into this letter again, over its own; only as it was seen."""
    round_ = round_for(request, pk)
    with transaction.atomic():
        _hold(round_)
        line = letter_of(request, round_, part)
        line.briefing.refresh_from_db(from_queryset=type(line.briefing).objects.select_for_update())
        if not line.briefing.is_draft:
            messages.error(request, NO_DRAFT)
        elif request.POST.get("seen") != seen_of(letter_of(request, round_, part)):
            messages.error(request, "De brief of de gezamenlijke tekst is intussen veranderd. Kijk opnieuw.")
            return redirect("round_letter", round_.pk, part)
        elif carry(round_, anyway=line.letter):
            messages.success(
                request, "De brief heeft nu de gezamenlijke tekst. Wat er stond, staat in de geschiedenis."
            )
    return redirect(composer_url(line.briefing))


@FORM
@DESK
@once
def paragraph(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Write what it means for this municipality, where nothing is known to show."""
    round_ = round_for(request, pk)
    line = letter_of(request, round_, part)
    place = place_of(line.letter.council) or line.letter.council
    first = f"<p><strong>Voor de gemeente {place} betekent dit het volgende.</strong></p>"
    form = ParagraphForm(request.POST or None, initial={"text": first})
    page = FormPage(
        f"Wat dit betekent voor {place}", round_.get_absolute_url(), crumbs=crumbs(round_),
        lead="Dit komt aan het eind van de brief, op de plek van het overzicht.",
        done="De alinea staat in de brief.", template=EDITOR,
    )  # fmt: skip

    def act() -> None:
        briefing = Briefing.objects.select_for_update().get(pk=part)
        if not briefing.is_draft or not briefing.sections.exists():
            raise ValidationError(NO_DRAFT if not briefing.is_draft else NO_CHAPTERS)
        write_self(line.letter, form.cleaned_data["text"])

    return form_page(request, form, page, act=act)


def seen_of(line: LetterStand) -> str:
    """A mark of both texts: what who presses the button had before them."""
    return digest(
        "\n".join(f"{part.key}\n{part.common.compared}\n{part.own.compared}" for part in line.differs)
    )
