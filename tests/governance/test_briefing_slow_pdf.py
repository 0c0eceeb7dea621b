"""Making the PDF may take a minute; the briefing stays free meanwhile, and what changed is not published."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from governance.briefings.errors import Changed
from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingPublication
from tests.governance import letters
from zorgzaam import pdf

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(what: Any) -> Any:
    """The answer of `what()` from another connection."""

    def there() -> Any:
        try:
            return what()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(there).result()


def is_free() -> bool:
    try:
        with transaction.atomic():
            Briefing.objects.select_for_update(nowait=True).get()
    except OperationalError:
        return False
    return True


def while_rendering(monkeypatch, what: Any) -> list[Any]:
    """Let `what()` happen elsewhere during the first PDF; gives the list its answer comes in."""
    real, answers = pdf.render, []

    def slow(html: str, **kwargs: Any) -> Any:
        if not answers:
            answers.append(None)
            answers[0] = elsewhere(what)
        return real(html, **kwargs)

    monkeypatch.setattr(pdf, "render", slow)
    return answers


def test_another_can_lock_it_while_the_pdf_is_made(world, as_, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    answers = while_rendering(monkeypatch, is_free)
    letters.publish_by_page(as_(world.bureau), briefing)
    assert answers == [True]
    assert Briefing.objects.get().status == Status.PUBLISHED


def test_control_under_the_lock_it_is_not_free(world):
    letters.draft(world)
    with transaction.atomic():
        Briefing.objects.select_for_update().get()
        assert elsewhere(is_free) is False


def rewritten(world, briefing) -> None:
    """Sent back, rewritten and approved again."""
    found = Briefing.objects.get(pk=briefing.pk)
    found.send_back(by=world.bureau, remark="Nog iets")
    letters.change(found, world.bureau, core="<p>Heel andere tekst.</p>")
    letters.determined(world, found)


def test_what_changed_meanwhile_is_not_published(world, as_, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    while_rendering(monkeypatch, lambda: rewritten(world, briefing))
    page = letters.publish_by_page(as_(world.bureau), briefing)
    assert "Het stuk is veranderd terwijl de PDF werd gemaakt" in page
    assert not BriefingPublication.objects.exists()
    letters.publish_by_page(as_(world.bureau), briefing)
    assert "Heel andere tekst." in BriefingPublication.objects.get().html


def test_the_method_says_so_too(world, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    while_rendering(monkeypatch, lambda: rewritten(world, briefing))
    with pytest.raises(Changed):
        briefing.publish(by=world.bureau)


def test_control_without_a_change_it_is_published(world, as_, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    while_rendering(monkeypatch, lambda: None)
    letters.publish_by_page(as_(world.bureau), briefing)
    assert BriefingPublication.objects.count() == 1


def test_published_by_another_meanwhile_it_is_published_once(world, as_, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    while_rendering(monkeypatch, lambda: Briefing.objects.get().publish(by=world.bureau_only))
    letters.publish_by_page(as_(world.bureau), briefing)
    assert BriefingPublication.objects.count() == 1
