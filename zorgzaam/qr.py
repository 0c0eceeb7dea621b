"""QR codes, to be drawn by a template: an address for who holds the paper and not the link."""

from dataclasses import dataclass

import qrcode  # type: ignore[import-untyped]

# Squares of white around a QR code, as the standard asks and the template draws.
MARGIN = 4


@dataclass(frozen=True)
class CodePicture:
    """A QR code: the dark squares as (column, row), and how wide it is with a margin of MARGIN on each side."""

    squares: list[tuple[int, int]]
    size: int


def code_picture(text: str) -> CodePicture:
    """The QR code of `text`; the same text gives the same picture."""
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return CodePicture(dark, len(rows) + 2 * MARGIN)
