"""Which characters our fonts have. The child loads this by path too: it imports nothing of the project."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"


@cache
def drawn() -> frozenset[int]:
    """The characters our fonts have. Once per process: reading the fonts takes a while."""
    from fontTools.ttLib import TTFont

    paths = sorted(FONTS.glob("*.ttf"))
    return frozenset(code for path in paths for code in TTFont(path, lazy=True).getBestCmap())


def is_drawn(character: str) -> bool:
    return ord(character) in drawn() or character.isspace()


def is_lost(character: str) -> bool:
    """It would be "�" on paper. What only joins or marks others (Cf, Mn) goes without a trace and is no loss."""
    return not is_drawn(character) and unicodedata.category(character) not in ("Cf", "Mn")


def lost_in(texts: Iterable[str]) -> str:
    """Each character that would be "�" on paper, once, in the order they come."""
    return "".join(dict.fromkeys(sign for text in texts for sign in text if is_lost(sign)))
