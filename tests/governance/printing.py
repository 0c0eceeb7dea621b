"""PDFs on request, as a reader gets them: ask, let the worker make it, open the file."""

from typing import Any

from django.urls import reverse

from governance.printouts.jobs import make_printouts
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

DRAFT = ("briefing_draft_print", "briefing_draft_pdf")
SLIDES = ("council_session_slides_on_paper", "council_session_slides_pdf")


def work() -> int:
    """What a worker does: how many PDFs it took."""
    with acting(SystemActor.WORKER):
        return make_printouts()


def pdf_of(client: Any, subject: Any, names: tuple[str, str] = DRAFT) -> Any:
    """The response with the PDF of this thing."""
    page, file = (reverse(name, args=[subject.pk]) for name in names)
    assert client.post(page).status_code == 302
    work()
    answer = client.get(file)
    assert answer.status_code == 200, client.get(page).content.decode()
    return answer
