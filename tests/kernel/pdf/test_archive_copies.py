"""An archive copy is PDF/A-3a and PDF/UA-1 in one file, with the data inside, and the same bytes each time."""

import datetime

import pytest

from tests.kernel.pdf.documents import LETTER, document
from tests.pdfs import failed_archive_rules, failed_rules, inside
from zorgzaam import pdf
from zorgzaam.pdf import archive_child

SOURCE = pdf.Source("briefing.json", "De gegevens", '{"naam":"Eén €"}', datetime.date(2026, 11, 3))


def test_a_letter_is_both_and_holds_its_data() -> None:
    made = pdf.render(LETTER, source=SOURCE).pdf
    assert failed_rules(made) == set()
    assert failed_archive_rules(made) == set()
    assert inside(made) == {"briefing.json": ("/Source", SOURCE.text.encode())}


def test_without_data_it_is_no_archive_copy() -> None:
    made = pdf.render(LETTER).pdf
    assert failed_archive_rules(made)
    assert inside(made) == {}


def test_the_same_data_give_the_same_bytes_and_other_data_others() -> None:
    first, again = pdf.render(document(), source=SOURCE), pdf.render(document(), source=SOURCE)
    other = pdf.render(document(), source=pdf.Source(SOURCE.name, SOURCE.about, "{}", SOURCE.day))
    assert first.sha256 == again.sha256 != other.sha256


@pytest.mark.parametrize("take", ["claim", "compression"])
def test_the_validator_notices_what_is_missing(take: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without either half of what is added the file would not have been given out."""
    import weasyprint

    def half(_document: object, made: object) -> None:
        number = int(made.catalog["Metadata"].split()[0])  # type: ignore[attr-defined]
        kept = made.objects[number].compress, list(made.objects[number].stream)  # type: ignore[attr-defined]
        archive_child.claim_both(made)
        if take == "claim":
            made.objects[number].stream = kept[1]  # type: ignore[attr-defined]
        else:
            made.objects[number].compress = kept[0]  # type: ignore[attr-defined]

    inner = archive_child.attachment({"name": "a.json", "about": "x", "text": "{}", "day": "2026-11-03"})
    made = weasyprint.HTML(string=document()).write_pdf(
        pdf_variant=archive_child.VARIANT, attachments=[inner], finisher=half
    )
    assert archive_child.failures(made)


def test_a_name_with_strange_signs_still_gives_a_valid_copy() -> None:
    text = '{"x":"' + "\u202e\U0001f9a0<&>\\u0000" * 50 + '"}'
    made = pdf.render(document(), source=pdf.Source("briefing.json", "De gegevens “é”", text, SOURCE.day)).pdf
    assert failed_archive_rules(made) == failed_rules(made) == set()
    assert inside(made)["briefing.json"][1] == text.encode()


def made_plainly(number: int) -> bytes:
    import weasyprint

    said = {"name": "a.json", "about": "x", "text": f'{{"a":{number}}}', "day": "2026-11-03"}
    made: bytes = weasyprint.HTML(string=document(f"<p>{number}</p>")).write_pdf(
        pdf_variant=archive_child.VARIANT,
        attachments=[archive_child.attachment(said)],
        finisher=lambda _document, inner: archive_child.claim_both(inner),
    )
    return made


def test_no_document_is_refused_for_the_last_byte_of_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: as WeasyPrint ends its streams, one of a few dozen documents looks shorter than it says."""
    import pydyf

    unlucky = next(n for n in range(400) if "STREAM-LENGTH" in str(archive_child.failures(made_plainly(n))))
    monkeypatch.setattr(pydyf.Stream, "data", pydyf.Stream.data)  # put back afterwards
    archive_child.end_streams_clearly()
    assert archive_child.failures(made_plainly(unlucky)) == []


@pytest.mark.parametrize(
    "body",
    ["<img alt='x' src='file:///etc/hostname'>", "<a rel='attachment' href='file:///etc/passwd'>x</a>"],
)
def test_an_archive_copy_stands_behind_the_same_fence(body: str) -> None:
    with pytest.raises(pdf.PdfFailed):
        pdf.render(document(body), source=SOURCE)


def test_an_archive_copy_has_the_same_limits() -> None:
    heavy = pdf.Source(SOURCE.name, SOURCE.about, "x" * 90_000_000, SOURCE.day)
    with pytest.raises(pdf.PdfTooHeavy):
        pdf.render(document(), source=heavy, limits=pdf.Limits(memory=256 * 1024 * 1024))
    assert inside(pdf.render(document(), source=SOURCE).pdf)
