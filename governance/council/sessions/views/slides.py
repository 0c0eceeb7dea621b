"""The presentation of a session: a page per slide, and all of them as PDF."""

import uuid
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from governance.council.sessions.models import CouncilSession
from governance.council.sessions.slides import slides_of, to_pdf
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.pdf import PdfError
from zorgzaam.snapshots import if_changed, pdf_response


@require_safe
@entrance(Door.STATEN, OPEN)
def slide(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """One slide, with the way to the one before and after it; 404 beyond the last."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    slides = slides_of(session, request.user)
    if not 1 <= number <= len(slides):
        raise Http404
    context = {
        "session": session,
        "slide": slides[number - 1],
        "slides": slides,
        "number": number,
        "before": number - 1,
        "after": number + 1 if number < len(slides) else 0,
    }
    return render(request, "governance/council/slide.html", context)


@require_safe
@entrance(Door.STATEN, OPEN)
def picture(request: HttpRequest, pk: uuid.UUID, slide: uuid.UUID) -> HttpResponseBase:
    """The picture on a slide, for who reads the session."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    row = get_object_or_404(session.slides.select_related("picture"), pk=slide, picture__isnull=False)
    return stream(row.picture, row.picture_name)


@require_safe
@entrance(Door.STATEN, OPEN)
def slides_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """All slides as PDF; where that fails a page that says so."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    try:
        made = to_pdf(session, slides_of(session, request.user))
    except PdfError as error:
        context = {"session": session, "error": str(error)}
        return render(
            request, "governance/council/slides_failed.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return if_changed(request, pdf_response(made.pdf, made.sha256, f"{slugify(session.title)[:60]}.pdf"))
