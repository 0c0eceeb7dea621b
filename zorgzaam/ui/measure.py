"""How wide a text is in our typeface, for pictures that are laid out on the server."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parent.parent / "pdf" / "fonts"


@cache
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"), size)


def width(text: str, size: int, *, bold: bool = False) -> int:
    """The width of one line in pixels, rounded up."""
    return int(_font(bold, size).getlength(text)) + 1


def wrap(text: str, room: int, size: int, *, bold: bool = False, most: int = 3) -> list[str]:
    """`text` in at most `most` lines of `room` pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold=bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [clip(each, room, size, bold=bold) for each in lines]


def clip(text: str, room: int, size: int, *, bold: bool = False) -> str:
    """`text` on one line of at most `room` pixels, with an ellipsis when it is longer."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
