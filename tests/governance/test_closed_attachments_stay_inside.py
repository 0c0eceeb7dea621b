"""What goes out with a public briefing tells nothing of a file that is not public: no name, size or hash of it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.briefings import verifying
from governance.briefings.attached import with_files
from governance.briefings.content import BriefingAttachment
from governance.briefings.document import build
from governance.briefings.printing import to_html
from governance.briefings.publication import BriefingPublication
from tests.governance import agendas, letters
from tests.pdfs import inside, page_texts
from tests.pdfs import letters as squeezed
from tests.world import set_up
from zorgzaam.files.store import keep
from zorgzaam.snapshots import canonical

pytestmark = pytest.mark.django_db
NAMES = {True: "kanarie_open.pdf", False: "kanarie_dicht.pdf"}


@set_up
def with_file(row, words):
    """The row with a file of its own size."""
    stored = keep(SimpleUploadedFile("x.pdf", agendas.PDF + words.encode()))
    BriefingAttachment.objects.filter(pk=row.pk).update(file=stored, file_name=NAMES[row.woo_public])
    return stored


def with_both(world, **extra):
    """A public briefing with a public file and one that is not: briefing, row and file of each."""
    briefing = letters.draft(world, **extra)
    found = {}
    for public in (True, False):
        row = letters.attachment(briefing, f"Bijlage {public}", woo_public=public)
        found[public] = (row, with_file(row, "meer " * (100 if public else 200)))
    return briefing, found


def going_out(client, publication):
    """Everything a reader gets of it, each as text."""
    args = [publication.briefing_id, publication.version]
    answers = [client.get(reverse(f"briefing_{name}", args=args)).content for name in ("word", "woo")]
    pages = [reverse("briefing", args=args[:1]), reverse("briefings_feed"), reverse("briefings_published")]
    answers += [client.get(page).content for page in pages]
    pdf = client.get(reverse("briefing_pdf", args=args)).content
    with zipfile.ZipFile(io.BytesIO(answers[0])) as document:
        answers += [document.read(name) for name in document.namelist()]
    answers += [data for _, data in inside(pdf).values()]
    return [squeezed("".join(page_texts(pdf))), *(each.decode(errors="replace") for each in answers)]


@pytest.mark.parametrize("kind", ["mededeling", "memo"])
def test_nothing_of_a_closed_file_goes_out(world, as_, kind):
    briefing, found = with_both(world, kind=kind)
    publication = letters.published(world, briefing)
    texts = going_out(as_(None), publication)

    def told(public):
        _, stored = found[public]
        signs = (NAMES[public].removesuffix(".pdf"), stored.sha256, f'"size":{stored.size}')
        return [sign for sign in signs if any(sign in text for text in texts)]

    assert told(False) == []
    assert len(told(True)) == 3
    assert "kanarie_dicht" not in publication.plain + publication.html + publication.canonical


def test_who_it_is_for_still_opens_it(world, as_):
    briefing, found = with_both(world)
    publication = letters.published(world, briefing)
    row, stored = found[False]
    url = reverse("briefing_attachment", args=[briefing.pk, publication.version, row.pk])
    assert as_(None).get(url).status_code == 404
    assert publication.closed_files[str(row.pk)]["sha256"] == stored.sha256
    assert NAMES[False] in as_(world.statenlid).get(url)["Content-Disposition"]


def test_in_a_draft_both_are_linked(world):
    briefing, found = with_both(world)
    page = to_html(canonical(build(briefing)), draft=True, file_url=lambda part: f"/open/{part}/")
    assert all(f"/open/{row.pk}/" in page for row, _ in found.values())


def test_an_approval_is_about_the_closed_file_too(world):
    briefing, found = with_both(world)
    before = letters.digest_of(briefing)
    with_file(found[False][0], "een andere begroting")
    assert letters.digest_of(briefing) != before


def test_the_next_version_says_that_a_closed_file_is_another(world):
    briefing, found = with_both(world)
    letters.published(world, briefing)
    for words, said in (("een andere begroting", ["De bijlagen zijn veranderd."]), (None, [])):
        briefing.revise(by=world.bureau)
        if words:
            with_file(found[False][0], words)
        assert letters.published(world, briefing).changes == said


def test_a_version_of_before_has_its_files():
    """Earlier snapshots name every file in the text itself, and stay so."""
    row = {"id": "7", "name": "Begroting", "edocs": "", "woo": "nee"}
    file = {"name": "begroting.pdf", "sha256": "0", "size": 1}
    (old,) = with_files([{**row, "file": file}], {})
    assert with_files([{**row, "file": None, "closed": True}], {"7": file}) == [old]
    assert old["file"] == file


def test_the_command_that_verifies_looks_at_them(world):
    publication = letters.published(world, with_both(world)[0])
    assert list(verifying.faults(publication)) == []
    ((part, file),) = publication.closed_files.items()
    for other in ({}, {part: {**file, "sha256": "0" * 64}}, {part: {**file, "size": 1}}):
        found = BriefingPublication.objects.get(pk=publication.pk)
        found.closed_files = other
        assert [each.what for each in verifying.faults(found)], other
