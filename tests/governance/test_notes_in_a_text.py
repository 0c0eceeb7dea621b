"""Footnotes are written in the sentence and numbered through the document."""

import pytest

from governance.briefings.completeness import warnings
from governance.briefings.document import build
from governance.briefings.notes import Notes, has_loose_note
from governance.briefings.printing import to_html, to_pdf
from tests.governance import proposals
from tests.pdfs import failed_rules
from zorgzaam.richfields import tidy
from zorgzaam.snapshots import canonical


def numbered(html: str) -> tuple[str, list[str]]:
    notes = Notes()
    return notes.number(tidy(html)), notes.found


def test_notes_are_numbered_through_the_document_in_the_order_of_reading(world):
    briefing = proposals.full(world, core="<p>Vijf gemeenten [noot: En één elders.] doen mee.</p>")
    proposals.ground(
        briefing.points.get(position=1), "Het past", text="<p>Echt[noot: Zie het plan.] waar.</p>"
    )
    html = to_html(canonical(build(briefing)))
    first, second = html.index("#noot-1"), html.index("#noot-2")
    assert html.index("Vijf gemeenten") < first < html.index("doen mee") < second
    assert html.index('<li id="noot-1">En één elders.') < html.index('<li id="noot-2">Zie het plan.')
    assert "[noot" not in html
    assert failed_rules(to_pdf(canonical(build(briefing))).pdf) == set()


def test_a_note_in_between_gives_the_next_ones_another_number_and_no_text_another_content(world):
    briefing = proposals.full(world, follow_up="<p>Later[noot: In mei.].</p>")
    stored = build(briefing)["follow_up"]
    proposals.set_up(type(briefing).objects.filter(pk=briefing.pk).update)(core="<p>Nu[noot: In april.].</p>")
    briefing.refresh_from_db()
    assert build(briefing)["follow_up"] == stored
    assert "#noot-2" in to_html(canonical(build(briefing))).partition("Later")[2]


@pytest.mark.parametrize(
    ("html", "note"),
    [
        ("<p>Zie[noot: dit].</p>", "dit"),
        ("<p>Zie [NOOT: dit &amp; dat].</p>", "dit &amp; dat"),
        ("<p>Zie[noot: het <em>hele</em> plan].</p>", "het <em>hele</em> plan"),
        (
            '<p>Zie[noot: <a href="https://plan.example/">hier</a>].</p>',
            '<a href="https://plan.example/">hier</a>',
        ),
    ],
)
def test_a_note_may_hold_a_link_and_a_word_in_italics(html, note):
    assert numbered(html)[1] == [note]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Zie[noot: half.</p><p>Rest].</p>",
        "<p>Zie[noot: ].</p>",
        "<p>Zie <em>[noot: half</em>].</p>",
        '<p><a href="https://plan.example/[noot: dit]">Zie</a>.</p>',
    ],
)
def test_what_is_no_whole_note_stays_as_it_was_typed(html):
    assert numbered(html) == (tidy(html), [])


def test_a_note_that_is_not_finished_is_pointed_out(world):
    briefing = proposals.full(world, core="<p>Vijf[noot: dat zijn er veel.</p>")
    assert any("noot in die niet af is" in warning for warning in warnings(briefing))
    proposals.set_up(type(briefing).objects.filter(pk=briefing.pk).update)(core="<p>Vijf[noot: veel].</p>")
    briefing.refresh_from_db()
    assert not any("noot" in warning for warning in warnings(briefing))


@pytest.mark.parametrize(
    "hostile", ["[noot:" * 30_000, "[noot: " + " " * 150_000, "[noot:" + "<em>a</em>" * 9_000]
)
def test_a_hostile_text_is_read_through_once(hostile):
    """A pattern that can match in two ways would not come to its end here."""
    html = f"<p>{hostile}</p>"
    assert has_loose_note(html)
    assert Notes().number(html) == html
