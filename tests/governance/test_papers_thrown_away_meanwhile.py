"""A PDF on request that is thrown away just when somebody asks for it again, or a worker takes it."""

from typing import Any

import pytest

from governance.printouts import jobs, making
from governance.printouts.models import Printout, PrintoutQuerySet
from governance.printouts.paper import Paper
from tests.governance import printing
from tests.kernel.pdf.documents import document
from zorgzaam.claimed import State, in_line

pytestmark = pytest.mark.django_db
SMALL = Paper(document("<p>Klein</p>"))


def test_one_that_is_thrown_away_while_it_is_asked_again_is_asked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    making.ask(SMALL)
    Printout.objects.update(state=State.FAILED, html="", assets={})

    def just_gone() -> dict[str, Any]:
        Printout.objects.all().delete()
        return in_line()

    monkeypatch.setattr(making, "in_line", just_gone)
    row = making.ask(SMALL)
    assert row.is_busy
    assert Printout.objects.get().html == SMALL.html


def test_one_that_is_thrown_away_while_a_worker_takes_it_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    row = making.ask(SMALL)
    real = PrintoutQuerySet.update

    def then_gone(rows: PrintoutQuerySet, **values: Any) -> int:
        changed = real(rows, **values)
        Printout.objects.all().delete()
        return changed

    monkeypatch.setattr(PrintoutQuerySet, "update", then_gone)
    assert not making.make(row.pk)


def test_a_row_that_breaks_does_not_end_the_turn_of_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = (making.ask(paper) for paper in (SMALL, Paper(document("<p>Groot</p>"))))
    real = making.make

    def breaks(pk: str) -> bool:
        if pk == first.pk:
            raise RuntimeError("geheim uit het concept")
        return real(pk)

    monkeypatch.setattr(jobs, "make", breaks)
    assert printing.work() == 1
    second.refresh_from_db()
    assert second.state == State.DONE
    assert "RuntimeError" in caplog.text
    assert "geheim" not in caplog.text
