"""How an issue will look: on the site, as mail in three widths, dark, in words alone, and for one reader."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from newsletters.issues.audience import blocks_shown
from newsletters.issues.content import content_of
from newsletters.issues.models import Issue
from newsletters.issues.pages import article
from newsletters.issues.pictures import inlined
from newsletters.issues.rendering import as_read, letter_of
from newsletters.issues.rules import MAKE
from newsletters.issues.views.desk import crumbs, kept
from newsletters.subscriptions.models import Subscriber
from zorgzaam.access import get_visible
from zorgzaam.doors import Door, entrance
from zorgzaam.post.office import Letter

LOOKS = {
    "mail": "Mail op een computer",
    "telefoon": "Mail op een telefoon",
    "donker": "Mail in het donker",
    "tekst": "Alleen tekst",
    "site": "Op de site",
}
# In place of the secret of a reader: nobody else holds that.
SHOWN = "eigen-link-van-de-lezer"
# A mail may bring its own styles and the pictures in it, and nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
View = Callable[..., HttpResponse]
FRAMED = cast(Callable[[View], View], csp_update({"frame-src": [SELF]}))
DARK = "@media (prefers-color-scheme: dark)"


@require_safe
@entrance(Door.WERKBANK, MAKE)
@FRAMED
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One look at a time, each with an address of its own."""
    issue, look = kept(request, pk), request.GET.get("vorm", "mail")
    if look not in LOOKS:
        raise Http404
    return _page(request, issue, look, _reader(request))


def _page(
    request: HttpRequest,
    issue: Issue,
    look: str,
    reader: Subscriber | None,
    asked: "ReaderForm | None" = None,
) -> HttpResponse:
    """The preview; `asked` is the address that was typed and is no reader's."""
    content, shown = _content(issue), None
    if reader is not None:
        shown = blocks_shown(content, *_choices(reader))
    context: dict[str, Any] = {
        "issue": issue,
        "crumbs": crumbs(issue),
        "look": look,
        "looks": [(key, label, _address(issue, key, reader)) for key, label in LOOKS.items()],
        "reader": reader,
        "shown": shown,
        "frame": f"{reverse('issue_mail', args=[issue.pk])}?{urlencode(_asked(look, reader))}",
        "letter": _letter(content, shown),
        "preheader": content["preheader"],
        "asked": asked,
    }
    if look == "site":
        context["article"] = article(content)
    return render(request, "newsletters/issue_preview.html", context, status=422 if asked else 200)


@require_safe
@entrance(Door.WERKBANK, MAKE)
@xframe_options_sameorigin
def mail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The HTML of the mail itself, as a mail program gets it; `donker` shows how that looks in the dark."""
    issue, reader = kept(request, pk), _reader(request)
    content = _content(issue)
    made = _letter(content, blocks_shown(content, *_choices(reader)) if reader else None)
    html = inlined(made.html)
    if request.GET.get("vorm") == "donker":
        html = html.replace(DARK, "@media all")
    else:
        # What is looked at is the light one, whatever the screen of who looks.
        html = html.replace(DARK, "@media not all")
    response = HttpResponse(html)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response


class ReaderForm(forms.Form):
    """The address of a reader. It is posted, so that it stands in no address bar and no log."""

    address = forms.EmailField(
        max_length=254,
        error_messages={
            "invalid": "Dit is geen e-mailadres.",
            "required": "Vul het adres van een lezer in.",
            "max_length": "Dit is geen e-mailadres.",
        },
    )


@require_POST
@entrance(Door.WERKBANK, MAKE)
@FRAMED
def reader(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Look at it as this subscriber."""
    issue, look = kept(request, pk), request.POST.get("vorm", "mail")
    form = ReaderForm(request.POST)
    found = None
    if form.is_valid():
        rows = Subscriber.objects.visible_to(request.user)
        found = rows.filter(address__iexact=form.cleaned_data["address"]).first()
        if found is None:
            form.add_error("address", "Dit adres staat niet op de lijst.")
    look = look if look in LOOKS else "mail"
    if found is None:
        return _page(request, issue, look, None, form)
    return redirect(_address(issue, look, found))


def _reader(request: HttpRequest) -> Subscriber | None:
    if not request.GET.get("lezer"):
        return None
    found: Subscriber = get_visible(request.user, Subscriber.objects.all(), pk=request.GET["lezer"])
    return found


def _choices(row: Subscriber) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    themes, places = (rel.values_list("pk", flat=True) for rel in (row.themes, row.municipalities))
    return list(themes), list(places)


def _content(issue: Issue) -> dict[str, Any]:
    """What was frozen to be looked at, or sent; else as it is now."""
    return issue.frozen.content if issue.frozen is not None else content_of(issue)


def _letter(content: dict[str, Any], shown: Any) -> Letter:
    return as_read(letter_of(content, shown), SHOWN)


def _asked(look: str, reader: Subscriber | None) -> dict[str, str]:
    return {"vorm": look, **({"lezer": str(reader.pk)} if reader else {})}


def _address(issue: Issue, look: str, reader: Subscriber | None) -> str:
    return f"{reverse('issue_preview', args=[issue.pk])}?{urlencode(_asked(look, reader))}"
