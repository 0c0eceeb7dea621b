"""The page to tick what gave rise to a session."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from governance.council import registers
from governance.council.registers import KEEP
from governance.council.sessions.reasons_form import ReasonsForm
from governance.council.sessions.views.programme import crumbs
from governance.council.sessions.views.sessions import METHODS, REGISTER
from zorgzaam.doors import Door, entrance
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def reasons(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tick the commitments, motions and documents that gave rise to the session."""
    session = registers.kept(request, REGISTER, pk)
    form = ReasonsForm(request.POST or None, session=session, reader=request.user)
    page = FormPage(
        "Aanleiding", f"{session.get_absolute_url()}#aanleiding", kicker=session.title, crumbs=crumbs(session),
        lead="Kruis aan waarom deze sessie er is. Je ziet wat bij deze raad nog loopt, stukken van het afgelopen jaar, "
        "en wat in hetzelfde dossier zit.",
        done="De aanleiding is bijgewerkt.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user))  # type: ignore[arg-type]
