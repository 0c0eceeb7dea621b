"""Whatever colour a region picks, text stays legible: every pair of tokens, every hue, light and dark."""

import math
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "zorgzaam" / "ui" / "css" / "10-tokens.css").read_text()
LIGHT, DARK = CSS.split("@media screen and (prefers-color-scheme: dark)")
TOKEN = re.compile(r"--(zz-[a-z0-9-]+): oklch\(([^;]+)\);")
TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken", "accent-soft", "warm-soft")
PAIRS = [
    *[("ink", ground, TEXT) for ground in GROUNDS],
    *[("ink", f"{state}-soft", TEXT) for state in ("good", "warn", "bad")],
    *[("ink-soft", ground, TEXT) for ground in GROUNDS],
    *[("accent", ground, TEXT) for ground in GROUNDS],
    *[("accent-strong", ground, TEXT) for ground in ("paper", "surface", "accent-soft")],
    *[(state, f"{state}-soft", TEXT) for state in ("good", "warn", "bad")],
    *[(state, "surface", TEXT) for state in ("good", "warn", "bad")],
    ("bad", "paper", TEXT),
    ("warm-ink", "warm-soft", TEXT),
    ("warm-ink", "paper", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-bad", "bad", TEXT),
    ("on-bad", "bad-strong", TEXT),
    ("on-deep", "deep", TEXT),
    ("on-deep-soft", "deep", TEXT),
    *[(f"on-signal-{colour}", f"signal-{colour}", TEXT) for colour in ("green", "orange", "red")],
    *[(f"signal-{colour}", "surface", GRAPHIC) for colour in ("green", "orange", "red")],
    ("line-strong", "surface", GRAPHIC),
    ("line-strong", "paper", GRAPHIC),
    ("line-strong", "sunken", GRAPHIC),
    ("focus", "paper", GRAPHIC),
    ("focus", "surface", GRAPHIC),
]  # fmt: skip


def tokens(css: str) -> dict[str, str]:
    return {name.removeprefix("zz-"): value for name, value in TOKEN.findall(css)}


def luminance(value: str, brand: dict[str, float]) -> float:
    """Relative luminance (WCAG) of an oklch() value; channels outside sRGB are clipped, as browsers do."""
    for name, number in brand.items():
        value = value.replace(f"var(--zz-brand-{name})", str(number))
    value = re.sub(r"calc\(([\d.]+) \* ([\d.]+)\)", lambda m: str(float(m[1]) * float(m[2])), value)
    light, chroma, hue = (float(part.rstrip("%")) for part in value.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    light /= 100
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def failures(palette: dict[str, str]) -> list[str]:
    found = []
    for hue in range(0, 360, 6):
        for chroma in (0.0, 0.085, 0.12):
            brand = {"hue": float(hue), "chroma": chroma, "warm-hue": 62.0}
            light = {name: luminance(value, brand) for name, value in palette.items()}
            for front, ground, least in PAIRS:
                ratio = contrast(light[front], light[ground])
                if ratio < least:
                    found.append(f"{front} on {ground}: {ratio:.2f} at hue {hue}, chroma {chroma}")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_region_colour_stays_legible(scheme: str) -> None:
    palette = tokens(LIGHT) if scheme == "light" else tokens(LIGHT) | tokens(DARK)
    assert failures(palette) == []


@pytest.mark.parametrize("warm", range(0, 360, 30))
def test_every_highlight_colour_stays_legible(warm: int) -> None:
    for palette in (tokens(LIGHT), tokens(LIGHT) | tokens(DARK)):
        brand = {"hue": 213.0, "chroma": 0.085, "warm-hue": float(warm)}
        ratio = contrast(luminance(palette["warm-ink"], brand), luminance(palette["warm-soft"], brand))
        assert ratio >= TEXT


def test_a_paler_link_colour_would_be_noticed() -> None:
    assert failures(tokens(LIGHT) | {"accent": "64% var(--zz-brand-chroma) var(--zz-brand-hue)"})
