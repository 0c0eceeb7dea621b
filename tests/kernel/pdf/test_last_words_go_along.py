"""How to find out whether a paper is the real one stands below its last words, and never alone on a page."""

import pytest

from tests.pdfs import page_texts
from zorgzaam import pdf

PROOF = "Isdithetechtestuk?"


def a_paper(lines: int) -> str:
    rows = "".join(f"<li>Bron nummer {line} van een dag in november</li>" for line in range(lines))
    return (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Brief</title></head>'
        '<body data-running="Brief" data-sender="Deltaland"><h1>Brief</h1>'
        f'<section class="notes sources"><h2>Bronnen</h2><ol>{rows}</ol></section>'
        '<div class="proof"><p><strong>Is dit het echte stuk?</strong> Scan de code.</p><p>Het adres.</p></div>'
        "</body></html>"
    )


@pytest.mark.parametrize("lines", range(38, 50, 2))
def test_it_takes_the_end_of_the_text_along(lines):
    texts = page_texts(pdf.render(a_paper(lines)).pdf)
    with_proof = next(text for text in texts if PROOF in text)
    assert "Bronnummer" in with_proof
