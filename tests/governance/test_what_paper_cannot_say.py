"""Characters no font of ours has are lost on paper: who writes, agrees and determines reads which, and where."""

import pytest
from django.urls import reverse

from governance.briefings.document import build
from governance.briefings.on_paper import MOST, lost_on_paper
from governance.briefings.printing import to_pdf
from tests.governance import letters
from zorgzaam.snapshots import canonical

pytestmark = pytest.mark.django_db
HEBREW = "\u05e9\u05dc\u05d5\u05dd"
SAID = "staan tekens die niet op papier kunnen"


def test_what_is_said_beforehand_is_what_the_paper_loses(world):
    briefing = letters.full(world)
    letters.change(
        briefing, world.bureau, core=f"<p>Wij zeggen {HEBREW} \U0001f642 en caf\u00e9 \u2192 \u20ac 5.</p>"
    )
    said = lost_on_paper(briefing, build(briefing))
    assert len(said) == 1
    assert "Kern mededeling" in said[0]
    lost = {sign for sign in said[0] if sign in f"{HEBREW}\U0001f642"}
    assert lost == set(to_pdf(canonical(build(briefing)), draft=True).missing) == {*HEBREW, "\U0001f642"}
    letters.change(
        briefing, world.bureau, core="<p>Wij zeggen vrede, \u00e9\u00e9n caf\u00e9 \u2192 \u20ac 5.</p>"
    )
    assert lost_on_paper(briefing, build(briefing)) == []
    assert to_pdf(canonical(build(briefing)), draft=True).missing == ""


def test_it_is_told_where_it_stands(world):
    briefing = letters.full(world)
    letters.section(briefing, f"Kop {HEBREW[0]}", "<p>Gewoon.</p>")
    letters.change(briefing, world.bureau, portfolio_holder=f"A. {HEBREW[1]}")
    said = lost_on_paper(briefing, build(briefing))
    assert [HEBREW[0] in said[0], HEBREW[1] in said[0]] == [True, False]
    assert said[-1].startswith("Elders in dit stuk")
    assert HEBREW[1] in said[-1]


def test_of_very_many_only_the_first_are_written_out(world):
    briefing = letters.full(world)
    many = "".join(chr(0x4E00 + at) for at in range(100))
    letters.change(briefing, world.bureau, core=f"<p>{many}</p>")
    (said,) = lost_on_paper(briefing, build(briefing))
    assert many[MOST - 1] in said
    assert many[MOST] not in said
    assert "\u2026" in said


def test_who_writes_agrees_and_determines_reads_it(world, as_):
    briefing = letters.full(world)
    letters.change(briefing, world.bureau, core=f"<p>Wij zeggen {HEBREW}.</p>")
    pages = {
        "briefing_compose": as_(world.bureau),
        "briefing_review": as_(world.bureau_only),
        "briefing_record_determination": as_(world.bureau_only),
    }
    told = {}
    for name, client in pages.items():
        if name == "briefing_review":
            briefing.submit(by=world.bureau)
        if name == "briefing_record_determination":
            briefing.approve(by=world.bureau_only)
        told[name] = client.get(reverse(name, args=[briefing.pk])).content.decode()
    assert [SAID in page for page in told.values()] == [True] * 3
    plain = letters.full(world)
    assert SAID not in as_(world.bureau).get(reverse("briefing_compose", args=[plain.pk])).content.decode()
