"""Pages of documents to and from councils: the register, one of them, adding and changing."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.council import registers
from governance.council.notices.forms import NoticeForm
from governance.council.notices.models import CouncilNotice, Way
from governance.council.registers import Register, Stand
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance

REGISTER = Register(
    CouncilNotice, NoticeForm, "council_notices", "governance/council/notices.html", "Mededelingen en brieven",
    "Stuk noteren", "Stuk wijzigen",
    (
        Stand("alle", "Alle", lambda rows: rows.newest_first()),
        Stand("aan", "Aan de raad of Staten", lambda rows: rows.filter(way=Way.IN).newest_first()),
        Stand("van", "Van de raad of Staten", lambda rows: rows.filter(way=Way.OUT).newest_first()),
    ),
    columns={
        **registers.WHERE,
        "onderwerp": lambda row: row.title,
        "soort": lambda row: row.get_kind_display(),
        "richting": lambda row: row.get_way_display(),
        "datum": lambda row: row.dated_on,
        "besloten op": lambda row: row.decided_on,
        "verzonden op": lambda row: row.sent_on,
        "link": lambda row: row.url,
        "waar het over gaat": lambda row: row.gist,
        **registers.ALWAYS,
    },
    reads=(("mededelingen", "Mededelingen en brieven"),),
)  # fmt: skip


@require_safe
@entrance(Door.STATEN, OPEN)
def notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One document: its dates, where it can be read, and what it settled."""
    found = get_visible(request.user, CouncilNotice.objects.shown().select_related("source"), pk=pk)
    return render(request, "governance/council/notice.html", {"notice": found})
