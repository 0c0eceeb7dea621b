"""The colours of a region as a mail program knows them: hex, with the lightness that keeps them legible."""

import math
from typing import NamedTuple

from zorgzaam.ui.brand import MOST_CHROMA, tint

OWN_HUE, OWN_CHROMA = 213.0, 0.085
# As the tokens of the site have it: links and buttons on white, and on what is dark.
ON_WHITE, ON_DARK = 0.44, 0.82


class MailColours(NamedTuple):
    """`accent` is read on white and carries white words; `light` is read on dark."""

    accent: str
    light: str


def mail_colours(accent: str) -> MailColours:
    """For the house colour `#rrggbb`, or "" for our own. Hue and chroma are taken over, lightness is ours."""
    chroma, hue = tint(accent) if accent else (OWN_CHROMA, OWN_HUE)
    chroma = min(chroma, MOST_CHROMA)
    return MailColours(_hex(ON_WHITE, chroma, hue), _hex(ON_DARK, min(chroma, 0.09), hue))


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH as #rrggbb, cut off where a screen shows no such colour (the matrices are those of CSS Color 4)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _shown(part)):02x}" for part in parts)


def _shown(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
