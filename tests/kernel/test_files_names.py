"""Names as strangers give them: safe to show, to keep and to save on any machine."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from zorgzaam.files.kinds import ALLOWED, suffix_of
from zorgzaam.files.names import LONGEST, clean_name

DEVICES = [
    "con",
    "prn",
    "aux",
    "nul",
    "conin$",
    "conout$",
    *(f"{p}{n}" for p in ("com", "lpt") for n in "0123456789¹²³"),
]
NASTY = [
    "..",
    "/",
    "\\",
    "\0",
    "\r\n",
    "\u202e",
    "\u200b",
    "\ufeff",
    "con",
    "NUL",
    "Aux",
    "com1",
    ".",
    " ",
    "\x7f",
    "a",
    "é",
    "漢",
    "\u2028",
    "\ud800",
    "%2e%2e%2f",
    ":",
    '"',
    "x" * 150,
]
SUFFIXES = [*ALLOWED, ".exe", ".html", ".PDF", ".pdf.exe", "", ".", ".p\u200bdf", ".pdf ", ".pdf\0.exe"]
hostile = st.builds(
    lambda parts, end: "".join(parts) + end,
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=12),
    st.sampled_from(SUFFIXES),
)


def is_safe(name: str) -> bool:
    shown = all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in name)
    whole = bool(name) and len(name) <= LONGEST and name == name.strip() and not name.startswith(".")
    inside = not set(name) & {"/", "\\"} and not name.endswith(".")
    return shown and whole and inside and re.split(r"\s*\.", name.lower())[0].rstrip() not in DEVICES


@settings(max_examples=2_000 if FULL else 150, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile)
def test_no_name_leads_astray(name):
    clean = clean_name(name)
    assert is_safe(clean), (name, clean)
    assert clean_name(clean) == clean


@pytest.mark.parametrize("device", DEVICES)
def test_no_name_is_a_device(device):
    for name in (device, f"{device}.pdf", f"{device.upper()}.tar.pdf", f"{device} .pdf", f"./{device}.pdf"):
        assert is_safe(clean_name(name)), clean_name(name)
    assert clean_name(f"{device}trole.pdf") == f"{device}trole.pdf"


@pytest.mark.parametrize("name", ["a/b", "a\u202eb", "con.pdf", "", " ", "x" * 201, "a\nb", ".pdf", "a."])
def test_the_question_itself_finds_what_is_wrong(name):
    assert not is_safe(name)


@pytest.mark.parametrize(
    "name",
    [
        "stuk.pdf.exe",
        "stuk.exe",
        "stuk",
        "stuk.pdf\u200b.html",
        "stuk.svg",
        "stuk.pdf/x.js",
        ".pdf",
        "\u200b.pdf",
    ],
)
def test_the_last_extension_counts_as_people_see_it(name):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="Dit soort bestand"):
        suffix_of(name)
    assert suffix_of("stuk.exe.PDF ") == ".pdf"
