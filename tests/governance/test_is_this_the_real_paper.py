"""Who holds a published paper finds out whether it is the real one, and nobody learns of one they may not read."""

import io
import re
import uuid
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.briefings.document import build
from governance.briefings.printing import to_pdf
from governance.briefings.publication import BriefingPublication
from governance.briefings.views import proving
from tests.governance import letters, states
from tests.pdfs import alternatives, failed_archive_rules, failed_rules, inside, page_texts
from tests.pdfs import letters as squeezed
from tests.world import set_up
from zorgzaam.files import hashing
from zorgzaam.snapshots import canonical, digest


def paper(publication, change=b""):
    return SimpleUploadedFile("stuk.pdf", bytes(publication.pdf) + change, "application/pdf")


def code_of(briefing):
    return briefing.publications.order_by("-version").first().code


def test_a_published_paper_says_where_to_find_out(world):
    publication = letters.published(world, letters.full(world))
    made = bytes(publication.pdf)
    address = publication.made_with["address"]
    assert address.endswith(reverse("briefing_proof", args=[publication.code]))
    assert f"QR-code naar {address}" in alternatives(made)
    assert squeezed(address) in "".join(page_texts(made))
    assert failed_rules(made) == failed_archive_rules(made) == set()
    assert inside(made) == {"briefing.json": ("/Source", publication.canonical.encode())}


def test_the_same_snapshot_gives_the_same_bytes_and_each_version_a_code_of_its_own(world):
    briefing = letters.full(world)
    first = letters.published(world, briefing)
    again = to_pdf(first.canonical, address=first.made_with["address"])
    assert again.sha256 == first.pdf_sha256
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, follow_up="<p>Anders.</p>")
    assert letters.published(world, briefing).code != first.code


def test_a_draft_leads_nowhere(world):
    made = to_pdf(canonical(build(letters.draft(world))), draft=True).pdf
    assert "QR-code" not in "".join(alternatives(made))
    assert inside(made) == {}


def test_the_page_says_what_it_is_and_that_it_holds(world):
    publication = letters.published(world, letters.draft(world))
    page = Client().get(reverse("briefing_proof", args=[publication.code])).content.decode()
    for words in (publication.subject, publication.registration_number, publication.pdf_sha256,
                  publication.canonical_sha256, "Wij hebben dit stuk gepubliceerd", "Mededeling"):  # fmt: skip
        assert words in page


def test_a_newer_version_and_a_withdrawal_are_told(world):
    briefing = letters.draft(world)
    address = reverse("briefing_proof", args=[letters.published(world, briefing).code])
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, follow_up="<p>Anders.</p>")
    letters.published(world, briefing)
    assert "Er is een nieuwere versie" in Client().get(address).content.decode()
    briefing.withdraw(by=world.bureau, because="Er stond een fout in")
    page = Client().get(address).content.decode()
    assert "Dit stuk is ingetrokken" in page
    assert "Er stond een fout in" in page
    assert "Het geldt nog" not in page


def without_keys(answer, address):
    """The page without what differs each time it is shown, and its own address."""
    page = re.sub(r'value="[\w-]{30,}"', "", answer.content.decode())
    return re.sub(r'nonce="[^"]*"', "", page).replace(address, "").replace(quote(address, safe=""), "")


@pytest.mark.parametrize("state", [states.closed_letter, states.embargoed_letter])
def test_who_may_not_read_it_gets_what_does_not_exist(world, as_, state):
    address = reverse("briefing_proof", args=[code_of(state(world))])
    absent = reverse("briefing_proof", args=["AAAA-AAAA-AAAA"])
    hidden, nothing = Client().get(address), Client().get(absent)
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    assert without_keys(hidden, address) == without_keys(nothing, absent)
    posted = Client().post(address, {"file": io.BytesIO(b"x")})
    assert posted.status_code == 404
    assert as_(world.bureau).get(address).status_code == 200


def test_a_file_is_compared(world):
    briefing = letters.draft(world)
    first = letters.published(world, briefing)
    address = reverse("briefing_proof", args=[first.code])
    for file, said in (
        (paper(first), "Dit is precies het gepubliceerde bestand"),
        (paper(first, b" "), "Dit is een ander bestand"),
        (SimpleUploadedFile("x.json", first.canonical.encode()), "Dit zijn precies de vastgelegde gegevens"),
    ):
        assert said in Client().post(address, {"file": file}).content.decode()
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, follow_up="<p>Anders.</p>")
    second = letters.published(world, briefing)
    assert "Dit is een andere versie" in Client().post(address, {"file": paper(second)}).content.decode()


def test_nothing_of_the_file_is_kept(world, monkeypatch):
    publication = letters.published(world, letters.draft(world))
    seen = []
    real = proving._same
    monkeypatch.setattr(proving, "_same", lambda file, *rest: seen.append(file.read()) or real(file, *rest))
    address = reverse("briefing_proof", args=[publication.code])
    assert (
        "precies het gepubliceerde" in Client().post(address, {"file": paper(publication)}).content.decode()
    )
    assert seen == [b""]


def test_a_file_that_is_too_large_empty_or_absent_is_refused_beside_the_field(world, monkeypatch):
    publication = letters.published(world, letters.draft(world))
    monkeypatch.setattr(proving, "MOST", 10)
    address = reverse("briefing_proof", args=[publication.code])
    for given in ({"file": paper(publication)}, {"file": SimpleUploadedFile("leeg.pdf", b"")}, {}):
        answer = Client().post(address, given)
        assert answer.status_code == 422
        assert 'id="id_file_error"' in answer.content.decode()


def test_no_more_of_an_upload_is_read_than_our_largest_paper(world, monkeypatch):
    """And of many files the first alone, also where they come one after the other."""
    publication = letters.published(world, letters.draft(world))
    address, read = reverse("briefing_proof", args=[publication.code]), []
    real = hashing.HashOnly.receive_data_chunk

    def counted(self, raw_data, start):
        read.append(len(raw_data))
        return real(self, raw_data, start)

    monkeypatch.setattr(hashing.HashOnly, "receive_data_chunk", counted)
    monkeypatch.setattr(proving, "MOST", 100_000)
    for given, said in (
        ([SimpleUploadedFile("groot.pdf", b"x" * 5_000_000)], "is groter dan elk stuk"),
        ([SimpleUploadedFile("klein.pdf", b"x" * 90_000)] * 9, "Dit is een ander bestand"),
    ):
        read.clear()
        assert said in Client().post(address, {"file": given}).content.decode()
        assert sum(read) < 300_000


def test_a_form_without_its_token_is_refused(world):
    publication = letters.published(world, letters.draft(world))
    strict = Client(enforce_csrf_checks=True)
    for address in (reverse("briefing_proof", args=[publication.code]), reverse("briefing_proof_door")):
        assert strict.post(address, {"file": paper(publication)}).status_code == 403


def test_the_door_takes_a_code_as_somebody_types_it_or_the_file(world):
    publication = letters.published(world, letters.draft(world))
    door, reader = reverse("briefing_proof_door"), Client()
    typed = publication.code.replace("-", " ").lower()
    assert reader.post(door, {"code": typed}).url == reverse("briefing_proof", args=[publication.code])
    assert "precies het gepubliceerde" in reader.post(door, {"file": paper(publication)}).content.decode()
    assert (
        "Dit bestand kennen wij niet"
        in reader.post(door, {"file": paper(publication, b"x")}).content.decode()
    )
    for given in ({"code": "BESTAATNIET1"}, {}, {"code": "-"}):
        answer = reader.post(door, given)
        assert answer.status_code == 422
        assert 'id="id_code_error"' in answer.content.decode()


def test_who_scans_a_code_that_is_none_of_ours_reads_so_and_can_go_on_from_there(world):
    publication = letters.published(world, letters.draft(world))
    reader, address = Client(), reverse("briefing_proof", args=["AAAA-AAAA-AAAA"])
    answer = reader.get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Bij deze code hoort geen stuk dat u mag lezen" in page
    assert "AAAA-AAAA-AAAA" not in visible(page)
    form = re.search(r'<form class="zz-form" action="([^"]+)"', page)
    assert form
    assert form[1] == reverse("briefing_proof_door")
    assert reader.post(form[1], {"code": publication.code}).status_code == 302
    # Control: of a code that is ours nothing of the kind is said.
    assert (
        "hoort geen stuk"
        not in reader.get(reverse("briefing_proof", args=[publication.code])).content.decode()
    )


def visible(page):
    """The page without its addresses."""
    return re.sub(r'(href|action|value)="[^"]*"', "", page)


def test_the_door_knows_no_file_of_what_is_closed(world):
    publication = states.closed_letter(world).publications.get()
    answer = Client().post(reverse("briefing_proof_door"), {"file": paper(publication)})
    assert "Dit bestand kennen wij niet" in answer.content.decode()


@set_up
def without_code(publication):
    """A second version from before there were codes."""
    old = BriefingPublication.objects.get(pk=publication.pk)
    old.pk, old.version, old.code, old._state.adding = uuid.uuid4(), 2, "", True
    old.pdf, old.pdf_sha256 = b"oud", digest(b"oud")
    old.save(force_insert=True)
    return old


def test_papers_from_before_there_were_codes_are_found_by_their_file_only(world):
    old = without_code(letters.published(world, letters.draft(world)))
    door = reverse("briefing_proof_door")
    assert Client().post(door, {"code": "--"}).status_code == 422
    assert Client().get(reverse("briefing_proof", args=["-"])).status_code == 404
    page = Client().post(door, {"file": paper(old)}).content.decode()
    assert "precies het gepubliceerde" in page
    assert "Code op het stuk" not in page
    assert Client().get(reverse("briefing_pdf", args=[old.briefing_id, 2])).content == b"oud"
