"""Beside a fragment who composes reads what it leaves out and why, as far as they may know it; nobody else does."""

import datetime

from django.urls import reverse
from django.utils import timezone

from governance.briefings.document import build
from governance.briefings.printing import to_html
from tests.governance import deciding, letters
from tests.governance.council.registers import a_commitment
from zorgzaam.snapshots import canonical

TODAY = timezone.localdate
CANARY, GROUND = "kanariegroen", "Er wordt nog onderhandeld"
CLOSED = {"publicity": "besloten", "publicity_ground": GROUND}
SENTENCE = f"1 toezegging staat hier niet: 1 is besloten ({GROUND})."


def a_letter(world):
    briefing = letters.draft(world, dated_on=TODAY())
    letters.fragment(letters.section(briefing, "Hoe het staat"), "promises", council=world.staten)
    return briefing


def composer(client, briefing):
    return client.get(reverse("briefing_compose", args=[briefing.pk])).content.decode()


def test_who_may_know_it_reads_what_is_left_out_and_why(world, as_):
    a_commitment(world.staten, "Open")
    briefing = a_letter(world)
    assert "staat hier niet" not in composer(as_(world.bureau), briefing), "the control"
    a_commitment(world.staten, CANARY, **CLOSED)
    page = composer(as_(world.bureau), briefing)
    assert SENTENCE in page
    assert CANARY not in page


def test_who_may_not_know_it_reads_nothing(world, as_):
    a_commitment(world.staten, "Open")
    a_commitment(world.staten, CANARY, **CLOSED)
    briefing = a_letter(world)
    letters.shared_with(world, briefing, world.chair)
    page = composer(as_(world.chair), briefing)
    assert "Hoe het staat" in page, "the chair reads along"
    for word in (CANARY, GROUND, "hier niet"):
        assert word not in page


def test_none_of_it_comes_into_the_letter(world, as_):
    a_commitment(world.staten, "Open")
    a_commitment(world.staten, CANARY, **CLOSED)
    briefing = a_letter(world)
    for made in (canonical(build(briefing)), to_html(canonical(build(briefing)), draft=True)):
        assert [word for word in (CANARY, GROUND, "hier niet") if word in made] == []
    publication = letters.published(world, briefing)
    page = as_(world.bureau).get(publication.get_absolute_url()).content.decode()
    kept = page + publication.canonical + publication.html + publication.plain
    assert [word for word in (CANARY, GROUND, "hier niet") if word in kept] == []


def test_every_reason_is_counted_by_itself(world, as_):
    until = timezone.now() + datetime.timedelta(days=2)
    deciding.decided(world.coalition, "Open")
    deciding.decided(world.coalition, CANARY, **CLOSED)
    deciding.decided(world.coalition, CANARY, embargo_until=until)
    briefing = letters.draft(world, dated_on=TODAY())
    letters.fragment(letters.section(briefing, "Besluiten"), "decisions_since", body=world.coalition)
    page = composer(as_(world.bureau), briefing)
    assert "2 besluiten staan hier niet: 1 heeft een embargo tot" in page
    assert f", 1 is besloten ({GROUND})." in page
    assert CANARY not in page


def test_a_fragment_with_nothing_for_everybody_says_so_and_why(world, as_):
    a_commitment(world.staten, CANARY, **CLOSED)
    briefing = a_letter(world)
    page = composer(as_(world.bureau), briefing)
    assert "geen toezegging of motie die openstaat" in page
    assert SENTENCE in page
    section = briefing.sections.get()
    new = reverse("briefing_fragment_new", args=[briefing.pk, section.pk])
    preview = as_(world.bureau).get(f"{new}?fragment=promises&council={world.staten.pk}").content.decode()
    assert SENTENCE in preview
    assert CANARY not in preview
