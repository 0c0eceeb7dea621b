"""A page on paper: what staff see on a page, printed while they wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from zorgzaam import pdf


@dataclass(frozen=True)
class Paper:
    """`template` prints what the page named `page` (a URL name, called `title`) shows; `name` begins the file name."""

    template: str
    name: str
    title: str
    page: str


def on_paper(request: HttpRequest, paper: Paper, context: Mapping[str, Any]) -> HttpResponse:
    """The PDF of today, or a page (422) that says why there is none and where the same can be read. Asking for the
    headers alone prints nothing: making it costs work."""
    day = timezone.localdate()
    made = b""
    if request.method != "HEAD":
        try:
            made = pdf.render(render_to_string(paper.template, {**context, "day": day}, request)).pdf
        except pdf.PdfError as error:
            failed = {"error": str(error), "title": paper.title, "url": reverse(paper.page)}
            return render(request, "parts/not_on_paper.html", failed, status=422)
    shown = {"Content-Disposition": f'inline; filename="{paper.name}-{day}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=shown)
