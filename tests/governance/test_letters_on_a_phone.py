"""A table of a letter reads as cards where it would be cut off: each cell knows its column."""

import datetime

from django.test import Client
from django.urls import reverse

from governance.briefings.document import build
from governance.briefings.printing import to_html
from governance.briefings.tables import labelled
from tests.governance import letters
from tests.governance.council.registers import a_commitment
from zorgzaam.snapshots import canonical

TABLE = "<table><thead><tr><th>Wat</th><th>Hoe &amp; wanneer</th></tr></thead><tbody>{}</tbody></table>"


def test_each_cell_of_a_letter_names_its_column(world):
    a_commitment(world.staten, "Een notitie", term_text="na de zomer")
    briefing = letters.draft(world)
    letters.fragment(letters.section(briefing, "Stand"), "promises", council=world.staten)
    html = to_html(canonical(build(briefing)))
    for label in ("Datum", "Termijn", "Stoplicht", "Stand"):
        assert f'data-label="{label}"' in html


def test_what_a_table_says_is_the_same():
    rows = '<tr><th scope="row">Een</th><td class="short">Ja</td></tr>'
    made = labelled(f"<p>Voor</p>{TABLE.format(rows)}<p>Na</p>")
    assert made.replace(' data-label="Hoe &amp; wanneer"', "") == f"<p>Voor</p>{TABLE.format(rows)}<p>Na</p>"
    assert '<td class="short" data-label="Hoe &amp; wanneer">Ja</td>' in made


def test_a_table_with_cells_over_more_columns_or_without_a_head_stays_as_it_is():
    spanning = TABLE.format('<tr><td colspan="2">Geen</td></tr>')
    bare = "<table><tbody><tr><td>Ja</td></tr></tbody></table>"
    assert (labelled(spanning), labelled(bare)) == (spanning, bare)


def test_the_newest_day_stands_above(world):
    """By the day a letter bears, and not by when it was put here: what was imported later may be older."""
    days = [datetime.date(2024, 10, 2), datetime.date(2024, 12, 4), datetime.date(2021, 4, 9)]
    for day in days:
        letters.published(world, dated_on=day)
    shown = Client().get(reverse("briefings_published")).context["page"]
    assert [row.dated_on for row in shown] == sorted(days, reverse=True)
