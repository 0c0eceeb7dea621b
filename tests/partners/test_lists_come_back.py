"""Whatever people call organisations: what goes out as a file, comes back as it was."""

import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import FULL
from zorgzaam.exports import as_csv, as_it_was, as_ods, as_xlsx, harmless
from zorgzaam.importing import sheets
from zorgzaam.importing.rows import Unreadable
from zorgzaam.importing.sheets import read_list

WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}
KNOWN = {"naam": "name", "functie": "role"}
# What a form keeps: no control signs, no halves of characters, and no space around it.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(SIGNS, max_size=40).map(str.strip)
BEGINNINGS = st.sampled_from(["=", "+", "-", "@", "'=", "'' =", "＝"])
FORMULAS = st.builds(lambda begin, rest: (begin + rest).strip(), BEGINNINGS, TEXTS)
CELLS = st.one_of(
    TEXTS, FORMULAS, st.sampled_from(["_x000D_", "a\nb", "a\tb", "a  b", "1.50", "007", '"', ";,"])
)


@pytest.mark.parametrize("ending", WRITERS)
@settings(max_examples=2_000 if FULL else 60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
@example(rows=[("_x0041_", "'")])
def test_every_cell_comes_back(ending, rows):
    kept = [row for row in rows if any(row)]
    if not kept:
        return
    content = WRITERS[ending](["naam", "functie"], kept)
    _, found = read_list(f"lijst.{ending}", content, KNOWN)
    assert [(row.values["name"], row.values["role"]) for row in found] == kept


@given(text=st.text(st.sampled_from("'= +a@\t-"), max_size=8))
def test_making_harmless_can_be_undone_and_leaves_no_formula(text):
    made = harmless(text)
    assert as_it_was(made) == text
    assert not made.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))


def test_a_stray_cell_far_below_costs_no_time(monkeypatch):
    looked = []
    real = sheets._counted

    def count(name, number, cells):
        looked.append(number)
        return real(name, number, cells)

    monkeypatch.setattr(sheets, "_counted", count)
    book = Workbook()
    book.active.append(["naam"])
    book.active.cell(row=5_000, column=1, value="Ver weg")
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(Unreadable):
        sheets.read_list("lijst.xlsx", content.getvalue(), {"naam": "name"})
    assert looked == [1, 5_000]
