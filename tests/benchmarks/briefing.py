"""What a published briefing of 20 pages costs against bare WeasyPrint on the same HTML and style, and its memory.

Ours prints in a child of its own each time, adds tags, the data and the QR code, and lets a validator read the result;
bare WeasyPrint is warm in this process and does none of that. And what it saves that the press is warm.
"""

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import weasyprint

from governance.briefings import printing
from governance.briefings.document import build
from governance.briefings.proof import address_of, new_code
from tests.governance import books, letters
from tests.world import World
from zorgzaam import pdf
from zorgzaam.pdf.press import press
from zorgzaam.snapshots import canonical

CHAPTERS, ROUNDS, MOST = 24, 5, 1.3
PARAGRAPH = (
    "<p>In de regio werken gemeenten, zorgaanbieders, verzekeraars en inwoners samen aan gezondheid, dicht bij huis. "
    "Wat wij daarover afspreken, vertellen wij hier: wie het doet, wanneer het klaar is en wat het kost.</p>"
)
SMALL = "<html lang=nl><title>x</title><body><p>x</p></body></html>"
TABLE = "<table><tr><th>Wie</th><th>Wat</th></tr>{}</table>"
ROW = "<tr><td>Organisatie {0}</td><td>Brengt in wijk {0} mensen bij elkaar en vertelt daarover.</td></tr>"


def a_long_text(world: World) -> str:
    """The canonical JSON of a briefing of some 20 pages: text and tables by turns."""
    briefing = letters.draft(world, "Een lang verhaal", core=PARAGRAPH * 3)
    for number in range(CHAPTERS):
        table = TABLE.format("".join(map(ROW.format, range(8))))
        letters.section(briefing, f"Hoofdstuk {number}", PARAGRAPH * 5 + table)
    return canonical(build(briefing))


def measure(world: World) -> None:
    """Print pages, medians and the ratio, and the largest child process."""
    text = a_long_text(world)
    address = address_of(new_code())
    html = _html(text, address)
    made = printing.to_pdf(text, address=address).pdf
    with pikepdf.open(io.BytesIO(made)) as document:
        pages = len(document.pages)
    bare, ours = [], []
    _bare(html)
    for _ in range(ROUNDS):
        bare.append(_seconds(lambda: _bare(html)))
        ours.append(_seconds(lambda: printing.to_pdf(text, address=address)))
    one, other = statistics.median(bare), statistics.median(ours)
    print(
        f"briefing van {pages} bladzijden: kaal WeasyPrint {one:.2f} s, gepubliceerd {other:.2f} s, verhouding "
        f"{other / one:.2f} (doel {MOST}), grootste kindproces {books.peak_of_children()} MiB"
    )


def measure_press() -> None:
    """Print what the smallest document costs when the press has to start first, and when it is there."""
    cold, warm = [], []
    for _ in range(ROUNDS):
        press.end()
        cold.append(_seconds(lambda: pdf.render(SMALL)))
        warm.append(_seconds(lambda: pdf.render(SMALL)))
    one, other = statistics.median(cold), statistics.median(warm)
    print(f"klein document: koude pers {one:.2f} s, warme pers {other:.2f} s, verhouding {one / other:.1f}")


def _html(text: str, address: str) -> str:
    """The very HTML that is printed."""
    seen: list[str] = []
    real = pdf.render

    def note(html: str, **given: object) -> pdf.Rendered:
        seen.append(html)
        return real(SMALL)

    pdf.render = note  # type: ignore[assignment]
    try:
        printing.to_pdf(text, address=address)
    finally:
        pdf.render = real
    return seen[0]


def _bare(html: str) -> None:
    style = Path(pdf.__file__).with_name("print.css")
    weasyprint.HTML(string=html).write_pdf(stylesheets=[str(style)])


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
