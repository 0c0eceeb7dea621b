"""Every kind of briefing can be written, looked at, printed and read: a new entry is complete or fails here."""

import pytest
from django.urls import reverse

from governance.bodies.models import Body
from governance.briefings.kinds import STRUCTURES, BriefingKind
from governance.briefings.printing import to_pdf
from governance.briefings.publication import BriefingPublication
from governance.council.notices.models import NoticeKind
from tests.governance import letters, proposals
from tests.pdfs import failed_rules


def a_draft(world, kind: str):
    proposals.a_college()
    to = Body.objects.filter(kind__in=STRUCTURES[kind].to).first()
    briefing = proposals.full(world, kind=kind, addressee=to)
    letters.section(briefing, "Hoe het zo kwam", "<p>Er was een tafel.</p>")
    letters.attachment(briefing, "Kaart")
    return briefing


@pytest.mark.parametrize("kind", BriefingKind.values)
def test_the_pages_of_every_kind_open_with_every_part_in_place(world, as_, kind):
    briefing, client = a_draft(world, kind), as_(world.bureau)
    for name in ("compose", "header", "preview", "review", "history", "attachment_new"):
        assert client.get(reverse(f"briefing_{name}", args=[briefing.pk])).status_code == 200, name
    page = client.get(reverse("briefing_compose", args=[briefing.pk])).content.decode()
    assert "{place}" not in page
    for part in briefing.structure.parts:
        assert part.anchor in ("", "hoofdstukken") or f'id="{part.anchor}"' in page
        if part.anchor in ("kern", "vervolg", "doelstelling"):
            assert client.get(reverse(f"briefing_{part.name}", args=[briefing.pk])).status_code == 200


@pytest.mark.parametrize("kind", BriefingKind.values)
def test_every_kind_is_published_and_read_by_everybody(world, as_, kind):
    publication: BriefingPublication = letters.published(world, a_draft(world, kind))
    assert failed_rules(bytes(publication.pdf)) == set()
    assert (
        to_pdf(publication.canonical, address=publication.made_with["address"]).sha256
        == publication.pdf_sha256
    )
    assert as_(None).get(publication.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("kind", BriefingKind.values)
def test_what_goes_to_a_council_says_how_its_register_calls_it(kind):
    assert (STRUCTURES[kind].register in NoticeKind.values) is (kind != BriefingKind.PROPOSAL)
