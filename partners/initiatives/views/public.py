"""The page of an initiative for who does not read inside. Nothing is public yet."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse


def public_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What everybody may read of it. Http404 when that is nothing."""
    raise Http404
