"""The house style of a region: three numbers from which every colour follows.

`static/zorgzaam.css` fixes the lightness of each colour and takes hue and chroma from the brand, so that
contrast holds whatever colour a region picks. `/huisstijl.css` serves what `stylesheet()` gives.
"""

import math
import re
from typing import NamedTuple

HEX = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
MOST_CHROMA = 0.12


class Tint(NamedTuple):
    """Chroma (0 to about 0.37) and hue (degrees) of a colour in OKLCH."""

    chroma: float
    hue: float


def tint(colour: str) -> Tint:
    """Chroma and hue of a colour written as `#rrggbb`; ValueError for anything else.

    The matrices are those of Björn Ottosson's Oklab, as in CSS Color 4.
    """
    found = HEX.fullmatch(colour.strip())
    if not found:
        raise ValueError(f"{colour!r} is no colour of the form #rrggbb")
    red, green, blue = (_linear(int(part, 16) / 255) for part in found.groups())
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Tint(math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def stylesheet(accent: str = "", warm: str = "") -> str:
    """The CSS of a region's house style.

    `accent` is the colour of links and buttons, `warm` that of highlights, both `#rrggbb`; an empty one
    keeps Zorgzaam's own. Only hue and chroma are taken over, chroma up to what stays legible.
    """
    rules = []
    if accent:
        chroma, hue = tint(accent)
        rules += [f"--zz-brand-hue:{hue:.1f}", f"--zz-brand-chroma:{min(chroma, MOST_CHROMA):.3f}"]
    if warm:
        rules.append(f"--zz-brand-warm-hue:{tint(warm).hue:.1f}")
    return ":root:root{" + ";".join(rules) + "}\n" if rules else "/* Zorgzaam's own colours. */\n"
