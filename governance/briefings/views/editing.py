"""What every edit form of the composer does: lock the draft, save by version, lose nothing typed.

Who saves and goes on writing (`verder`) stays on the page, with the letter beside it as it is now.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.models import Briefing
from governance.briefings.proposing import ProposalGround, ProposalPoint
from zorgzaam.access import get_for
from zorgzaam.versions import try_save

NO_DRAFT = (
    "Dit stuk is intussen geen concept meer en kan nu niet worden gewijzigd. Er is niets opgeslagen. "
    "Wat je typte staat hieronder nog; bewaar het als je het niet kwijt wilt."
)


def composed(request: HttpRequest, pk: uuid.UUID, rule: str = "governance.change_briefing") -> Briefing:
    """The briefing for somebody who works on it: 404 for outsiders, 403 where the rule says no."""
    mine = Briefing.objects.in_hands_of(request.user).select_related(
        "addressee__organisation__municipality", "author", "dispatch"
    )
    mine = mine.prefetch_related("writers__person")
    briefing: Briefing = get_for(request.user, mine, rule, pk=pk)
    return briefing


def lock(briefing: Briefing) -> bool:
    """Hold the briefing to the end of the request; whether it is a draft now."""
    return Briefing.objects.select_for_update().get(pk=briefing.pk).is_draft


def composer_url(briefing: Briefing, anchor: str = "") -> str:
    """Back to the composer, at one of its parts."""
    return reverse("briefing_compose", args=[briefing.pk]) + (f"#{anchor}" if anchor else "")


def draft_file_url(briefing: Briefing, part: uuid.UUID | str) -> str:
    """Where who works on the briefing opens the file of an attachment."""
    return reverse("briefing_draft_file", args=[briefing.pk, part])


@dataclass(frozen=True)
class Words:
    """Of one edit page: its title, what is said after saving, the part of the composer to go back to, and where in the
    letter it is (`here`: the name of a text, or an id), as far as the row itself does not say."""

    title: str
    done: str
    anchor: str = ""
    here: str = ""


# Where a part that was just added is edited further.
PAGES: dict[type[Any], str] = {
    BriefingSection: "briefing_section",
    BriefingBlock: "briefing_text",
    BriefingAttachment: "briefing_attachment_edit",
    ProposalPoint: "briefing_point",
    ProposalGround: "briefing_ground",
}
GO_ON = "verder"
CHANGED = "briefing-changed"


def edit(
    request: HttpRequest, briefing: Briefing, form_class: Any, instance: Callable[[], Any], words: Words
) -> HttpResponse:
    """Show a form and save it. `instance()` is read after the lock."""
    if request.method != "POST":
        return _page(request, briefing, form_class(instance=instance()), words)
    is_draft = lock(briefing)
    form = form_class(request.POST, request.FILES, instance=instance())
    if not is_draft:
        return _page(request, briefing, form, words, notice=NO_DRAFT, status=409)
    if not form.is_valid():
        return _page(request, briefing, form, words, status=422)
    conflict = try_save(form)
    if conflict and conflict.loses_something:
        return _page(request, briefing, form, words, conflict=conflict, status=409)
    messages.success(request, words.done)
    if GO_ON not in request.POST:
        return _back(briefing, words)
    return _go_on(request, briefing, form, shown=conflict is None and _as_sent(form))


def _back(briefing: Briefing, words: Words) -> HttpResponse:
    return redirect(composer_url(briefing, words.anchor))


def _go_on(request: HttpRequest, briefing: Briefing, form: Any, *, shown: bool) -> HttpResponse:
    """The page of what was saved; for htmx only the version it has now, so that what is typed meanwhile stays.

    Where the page holds something else than was saved (`shown` is False) it is read anew: with the fresh version its
    next save would put the old values back in silence.
    """
    row = form.instance
    page = reverse(PAGES[type(row)], args=[briefing.pk, row.pk]) if type(row) in PAGES else request.path
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(page)
    if not shown:
        return HttpResponseClientRedirect(page)
    row.refresh_from_db(fields=["version"])
    response = render(request, "governance/briefing_saved.html", {"version": row.version})
    response["HX-Trigger"] = CHANGED
    return response


def _as_sent(form: Any) -> bool:
    """Whether a valid form keeps in every field what was sent for it, and no rule of the form put something else."""
    kept = ((bound, form.cleaned_data[bound.name]) for bound in form if not bound.field.disabled)
    return all(bound.field.clean(bound.data) == value for bound, value in kept)


def _page(request: HttpRequest, briefing: Briefing, form: Any, words: Words, **extra: Any) -> HttpResponse:
    back = composer_url(briefing, words.anchor)
    status = extra.pop("status", 200)
    row = form.instance
    context = {
        "briefing": briefing,
        "form": form,
        "title": words.title,
        "back": back,
        "here": words.here or str(row.pk),
        # What is added now has no page yet, and a file is sent with a form only.
        "in_place": not row._state.adding and not form.is_multipart(),
        **extra,
    }
    return render(request, "governance/briefing_edit.html", context, status=status)
