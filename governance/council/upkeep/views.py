"""Pages of keeping registers: what is missing in each, and saying up to which day it is complete."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.bodies.models import Body
from governance.council.forms import councils_of
from governance.council.registers import KEEP
from governance.council.upkeep.forms import UpToDateForm
from governance.council.upkeep.gaps import MODELS, gaps_in
from governance.council.upkeep.models import KeptRegister, RegisterUpToDate
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.ui.pages import FormPage, form_page


@require_safe
@entrance(Door.STATEN, KEEP)
def upkeep(request: HttpRequest) -> HttpResponse:
    """Per council this reader keeps and per register: up to which day, and what is missing with the way to mend it."""
    if not may(request.user, KEEP):
        raise PermissionDenied
    councils = list(councils_of(request.user).filter(part_of__isnull=True))
    said = {
        (row.council_id, row.register): row for row in RegisterUpToDate.objects.filter(council__in=councils)
    }
    found: dict[Any, list[Any]] = {council.pk: [] for council in councils}
    for register in KeptRegister:
        rows = MODELS[register].objects.visible_to(request.user)
        for council, gaps in gaps_in(register, rows, councils).items():
            found[council].append((register, said.get((council, register.value)), gaps))
    context = {"councils": [(council, found[council.pk]) for council in councils]}
    return render(request, "governance/council/upkeep.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.STATEN, KEEP)
def up_to_date(request: HttpRequest, register: str, pk: uuid.UUID) -> HttpResponse:
    """Say up to which day the register of this council is complete."""
    if register not in KeptRegister.values:
        raise Http404
    council = get_object_or_404(Body.objects.councils(), pk=pk, part_of__isnull=True)
    row = RegisterUpToDate.objects.filter(council=council, register=register).first()
    row = row or RegisterUpToDate(council=council, register=register)
    if not may(request.user, KEEP, row):
        raise PermissionDenied
    row.said_by = request.user.person  # type: ignore[union-attr]
    form = UpToDateForm(request.POST or None, instance=row, initial={"up_to": timezone.localdate()})
    page = FormPage(
        "Tot wanneer is dit register bijgewerkt?", reverse("council_upkeep"), "Leg vast", kicker=str(row),
        done="Iedereen leest nu tot wanneer dit register is bijgewerkt.",
        crumbs=[("Staten & raden", reverse("staten")), ("Registers bijhouden", reverse("council_upkeep"))],
    )  # fmt: skip
    return form_page(request, form, page)
