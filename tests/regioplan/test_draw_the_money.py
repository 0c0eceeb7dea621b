"""The picture of money: a bar per year in one scale, each part with the letter of its column."""

from dataclasses import dataclass
from decimal import Decimal

from regioplan.funding.drawing import NARROW, bars, letter
from regioplan.funding.overview import YearRow


@dataclass
class One:
    name: str


def test_bars_share_one_scale_and_name_their_columns():
    rows = [
        YearRow(2025, [Decimal(75), None, Decimal(25)], Decimal(100)),
        YearRow(2026, [None, Decimal(50), None], Decimal(50)),
    ]
    picture = bars(rows, [One("Eerste"), One("Tweede"), One("Derde")], NARROW)
    first, second = picture.bars
    assert [(part.letter, part.x, part.width) for part in first.parts] == [("A", 0, 255), ("C", 255, 85)]
    assert [(part.letter, part.x, part.width) for part in second.parts] == [("B", 0, 170)]
    assert first.parts[0].words == "2025, Eerste: €\xa075"
    assert picture.description.startswith("Bedragen die wij kennen, per jaar: 2025 €\xa0100, 2026 €\xa050.")


def test_a_sliver_is_drawn_without_a_letter():
    tiny = YearRow(2025, [Decimal("0.01"), Decimal(1_000_000)], Decimal("1000000.01"))
    part = bars([tiny], [One("Klein"), One("Groot")]).bars[0].parts[0]
    assert part.width == 1
    assert not part.has_room


def test_there_are_letters_for_every_column():
    assert [letter(index) for index in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
