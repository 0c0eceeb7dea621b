"""The netwerkbureau decides which reading of disagreeing documents is shown; who, when and why stay to be read."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.audit.history import changes_of
from zorgzaam.sources import Source, SourceConflict

pytestmark = pytest.mark.django_db
READINGS = [{"value": "2019", "source": "s0"}, {"value": "2020", "source": "s1"}]


@pytest.fixture
def conflict(world):
    @set_up
    def make():
        for code in ("s0", "s1"):
            Source.objects.create(code=code, title=f"Stuk {code}")
        return SourceConflict.objects.create(code="c1", topic="begin van de raad", readings=READINGS)

    return make()


def typed(conflict, **changes):
    return {"resolution": "2019", "reason": "Ouder stuk.", "version": conflict.version, **changes}


def test_a_decision_says_who_when_and_why(world, conflict, as_):
    answer = as_(world.bureau).post(conflict.get_absolute_url(), typed(conflict))
    assert answer.status_code == 302
    conflict.refresh_from_db()
    assert conflict.resolved_by == world.bureau.person
    assert conflict.resolved_on is not None
    change = changes_of(conflict)[0]
    assert (change.actor_key, change.reason) == (f"person:{world.bureau.person_id}", "Ouder stuk.")
    page = words(as_(None), conflict.get_absolute_url())
    assert "Wij tonen: 2019" in page
    assert "2020" in page, "the other reading stays"
    assert "Beslis wat we tonen" not in page
    set_up(type(world.bureau.person).objects.filter(pk=world.bureau.person_id).update)(named_publicly=True)
    name = world.bureau.person.name
    for address in (conflict.get_absolute_url(), reverse("sources")):
        told = words(as_(None), address)
        assert "Besloten door het netwerkbureau" in told
        assert name not in told, "who works there is nobody's business"
        assert f"Besloten door {name}" in words(as_(world.bureau), address)


def test_only_the_netwerkbureau_decides(world, conflict, as_):
    for reader in (None, world.partner, world.chair, world.admin):
        assert as_(reader).post(conflict.get_absolute_url(), typed(conflict)).status_code == 403
    assert SourceConflict.objects.undecided().count() == 1
    again = as_(world.partner).post(reverse("source_conflict_reopen", args=["c1"]))
    assert again.status_code == 403


@pytest.mark.parametrize("missing", ["resolution", "reason"])
def test_a_decision_without_words_is_refused_and_keeps_what_was_typed(world, conflict, as_, missing):
    answer = as_(world.bureau).post(conflict.get_absolute_url(), typed(conflict, **{missing: " "}))
    assert answer.status_code == 422
    assert f'id="id_{missing}_error"' in answer.text
    assert ("Ouder stuk." if missing == "resolution" else "2019") in answer.text
    assert SourceConflict.objects.undecided().exists()


def test_who_comes_second_sees_both_texts(world, conflict, as_):
    stale = typed(conflict, resolution="2020", reason="Jonger stuk.")
    as_(world.bureau).post(conflict.get_absolute_url(), typed(conflict))
    answer = as_(world.bureau).post(conflict.get_absolute_url(), stale)
    assert answer.status_code == 409
    assert "Jonger stuk." in answer.text
    assert "Ouder stuk." in answer.text
    assert SourceConflict.objects.get().resolution == "2019"


def test_a_decision_taken_back_is_a_proposal_again_and_stays_in_the_history(world, conflict, as_):
    as_(world.bureau).post(conflict.get_absolute_url(), typed(conflict))
    for _ in range(2):
        as_(world.bureau).post(reverse("source_conflict_reopen", args=["c1"]))
    assert "Wij tonen voorlopig: 2019" in words(as_(None), conflict.get_absolute_url())
    assert len([c for c in changes_of(conflict) if c.reason == "besluit teruggenomen"]) == 1


def test_the_database_wants_a_day_and_a_choice_with_every_decision(world, conflict):
    """A raw write decides nothing halfway; the control is the whole decision."""
    halves = [
        {"resolved_by": world.bureau.person},
        {"resolved_on": "2024-05-01", "resolution": "2019"},
        {"resolved_by": world.bureau.person, "resolved_on": "2024-05-01"},
    ]
    for half in halves:
        with pytest.raises(IntegrityError), transaction.atomic():
            set_up(SourceConflict.objects.update)(**half)
    whole = {"resolved_by": world.bureau.person, "resolved_on": "2024-05-01", "resolution": "2019"}
    set_up(SourceConflict.objects.update)(**whole)


def test_the_list_narrows_and_the_werkbank_counts_what_waits(world, conflict, as_):
    assert "Eén verschil tussen bronnen" in words(as_(world.bureau), reverse("werkbank"))
    assert "Begin van de raad" in words(as_(None), reverse("sources") + "?stand=open&bron=s1")
    assert "Niets gevonden" in words(as_(None), reverse("sources") + "?stand=beslist")
    as_(world.bureau).post(conflict.get_absolute_url(), typed(conflict))
    assert "Niets gevonden" in words(as_(None), reverse("sources") + "?stand=open")
    assert "verschil tussen bronnen" not in words(as_(world.bureau), reverse("werkbank"))


def test_beheer_changes_no_decision(world, conflict, as_):
    as_(world.bureau).post(conflict.get_absolute_url(), typed(conflict))
    page = as_(world.admin).get(reverse("admin:zorgzaam_sourceconflict_change", args=[conflict.pk])).text
    assert 'name="resolution"' not in page
    assert conflict.get_absolute_url() in page
