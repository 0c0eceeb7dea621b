"""Asking for a PDF, and making it. A worker that dies half-way leaves a row whose lease runs out."""

import logging
from typing import Any

from django.db import transaction

from governance.printouts.models import Printout
from governance.printouts.paper import Paper, unpacked
from zorgzaam import pdf
from zorgzaam.claimed import State, in_line
from zorgzaam.killpoints import killpoint

FAILED = "De PDF kon niet worden gemaakt. Probeer het nog eens; blijft het misgaan, meld het dan bij beheer."
NO_WORDS: dict[str, Any] = {"html": "", "assets": {}}
log = logging.getLogger(__name__)


class TakenOver(Exception):
    """Another worker has this one by now."""


def ask(paper: Paper) -> Printout:
    """The row of this paper as it is now: in line, being made, or made. However often it is asked, it is made once; one
    that failed or was thrown away is made again."""
    words = {"html": paper.html, "assets": paper.packed}
    row, _ = Printout.objects.light().get_or_create(fingerprint=paper.fingerprint, defaults=words)
    if not row.is_busy and not row.is_ready:
        over = Printout.objects.filter(pk=row.pk).exclude(state__in=[State.WAITING, State.BUSY])
        over.update(**words, **in_line(), pdf=None, pages=0)
        found = Printout.objects.light().filter(pk=row.pk).first()
        if found is None:
            # It was thrown away just now, being a day old.
            return ask(paper)
        row = found
    if row.is_busy:
        transaction.on_commit(_wake)
    return row


def _wake() -> None:
    from governance.printouts.jobs import wake_printer

    wake_printer()


def make(fingerprint: str) -> bool:
    """Make this one if nobody else does; whether it was this worker's. One that fails says why in its row. Raises
    PdfBusy when there is no place for it now: it stays in line."""
    row = Printout.objects.claim(fingerprint)
    if row is None:
        return False
    killpoint("printout.after_claim")
    try:
        _make(row)
    except TakenOver:
        return False
    except pdf.PdfBusy:
        row.put_back()
        raise
    except pdf.PdfError as wrong:
        row.over(State.FAILED, str(wrong), **NO_WORDS)
    except Exception as problem:
        # No message of the problem, which may quote the paper: a log is read by others.
        log.error("printout %s failed: %s", row.pk, type(problem).__qualname__)
        row.over(State.FAILED, FAILED, **NO_WORDS)
    return True


def _make(row: Printout) -> None:
    if row.is_given_up:
        row.over(State.FAILED, FAILED, **NO_WORDS)
        return

    def told(pages: int) -> None:
        if not row.heard(pages=pages):
            raise TakenOver

    made = unpacked(row.html, row.assets).printed(told)
    killpoint("printout.before_done")
    row.over(State.DONE, pdf=made.pdf, pdf_sha256=made.sha256, pdf_size=len(made.pdf), **NO_WORDS)
