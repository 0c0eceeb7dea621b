"""A briefing of 20 pages comes out with every item in order; hostile content ends the paper, and nothing else."""

import io
import json
import re

import pikepdf
import pytest
from django.utils.html import strip_tags

from governance.briefings.document import build
from governance.briefings.printing import to_pdf
from tests.benchmarks.briefing import a_long_text
from tests.governance import letters
from tests.pdfs import failed_archive_rules, failed_rules, inside, reading_order
from tests.pdfs import letters as squeezed
from zorgzaam import pdf
from zorgzaam.snapshots import canonical

ADDRESS = "https://zorg.example/staten/echt/AAAA-AAAA-AAAA/"


def items(content):
    """Every heading, paragraph and cell of the chapters, in order."""
    for section in content["sections"]:
        yield section["heading"]
        for block in section["blocks"]:
            yield from re.findall(r"<(?:p|td|th)[^>]*>(.*?)</(?:p|td|th)>", block["html"], re.DOTALL)


def test_a_long_briefing_has_every_item_in_order(world):
    text = a_long_text(world)
    made = to_pdf(text, address=ADDRESS).pdf
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) >= 20
    said = squeezed("".join(words for _, words in reading_order(made)))
    wanted = [squeezed(strip_tags(item)) for item in items(json.loads(text))]
    assert len(wanted) > 400
    at = 0
    for item in wanted:
        at = said.index(item, at) + len(item)
    assert failed_rules(made) == failed_archive_rules(made) == set()


# As it would be stored by somebody who went round the forms and the cleaning of rich text.
HOSTILE = {
    "a remote picture": "<img alt='x' src='http://127.0.0.1:9/x.png'>",
    "a file as picture": "<img alt='x' src='file:///etc/hostname'>",
    "a file as attachment": "<a rel='attachment' href='file:///etc/passwd'>x</a>",
    "a style from elsewhere": "<p style='background: url(http://127.0.0.1:9/)'>x</p>",
    "lists in lists": "<ul><li>" * 100 + "x",
    "a very wide cell": "<table><tr><td colspan='100000000'>x</td></tr></table>",
    "giant letters": "<p style='font-size: 1e9px'>x</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content_ends_the_paper_with_a_sentence(world, name):
    content = build(letters.draft(world))
    content["core"] = HOSTILE[name]
    with pytest.raises(pdf.PdfError) as refusal:
        to_pdf(canonical(content), address=ADDRESS)
    assert str(refusal.value).startswith(("De PDF kon niet worden gemaakt", "Dit document is te zwaar"))
    content["core"] = "<p>Gewone tekst.</p>"
    assert failed_archive_rules(to_pdf(canonical(content), address=ADDRESS).pdf) == set()


def test_what_the_data_say_is_no_way_in(world):
    """The data inside are text: an address or a tag in them is not followed."""
    content = build(letters.draft(world))
    content["template_code"] = "</script><link rel=attachment href='file:///etc/passwd'>"
    text = canonical(content)
    assert inside(to_pdf(text, address=ADDRESS).pdf) == {"briefing.json": ("/Source", text.encode())}
