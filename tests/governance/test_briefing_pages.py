"""The pages of the composer and of the reader open, by clicking and by posting, with and without script."""

import pytest
from django.urls import reverse

from governance.briefings.models import Briefing
from tests.governance import letters


def test_every_page_of_the_composer_opens(world, as_):
    briefing = letters.full(world)
    section = briefing.sections.first()
    block = section.blocks.first()
    row = letters.attachment(briefing, "Startnotitie")
    client = as_(world.bureau)
    one = [briefing.pk]
    urls = [
        reverse("werkbank"),
        reverse("briefings"),
        reverse("briefing_new"),
        *(
            reverse(f"briefing_{name}", args=one)
            for name in (
                *(
                    "compose",
                    "header",
                    "core",
                    "follow_up",
                    "preview",
                    "history",
                    "section_new",
                    "attachment_new",
                ),
                *("review", "withdraw", "share"),
            )
        ),
        reverse("briefing_section", args=[*one, section.pk]),
        reverse("briefing_text_new", args=[*one, section.pk]),
        reverse("briefing_fragment_new", args=[*one, section.pk]),
        reverse("briefing_fragment_new", args=[*one, section.pk])
        + f"?fragment=members&body={world.coalition.pk}",
        reverse("briefing_fragment_new", args=[*one, section.pk]) + "?fragment=succession&body=niets",
        reverse("briefing_text", args=[*one, block.pk]),
        reverse("briefing_attachment_edit", args=[*one, row.pk]),
        reverse("staten"),
        reverse("briefings_published"),
    ]
    for url in urls:
        assert client.get(url).status_code == 200, url


def test_the_whole_way_from_new_to_published_by_posting_forms(world, as_):
    client, other = as_(world.bureau), as_(world.bureau_only)
    client.post(
        reverse("briefing_new"),
        {"kind": "mededeling", "addressee": world.staten.pk, "subject": "Een nieuwe tafel"},
    )
    briefing = Briefing.objects.get()
    assert (briefing.author, briefing.template_code) == (world.bureau.person, "")

    def post(name, data=None, *parts, by=client):
        return by.post(reverse(f"briefing_{name}", args=[briefing.pk, *parts]), data or {})

    def version():
        return Briefing.objects.get().version

    assert post("core", {"core": "Wat u moet weten.", "version": version()}).status_code == 302
    assert post("follow_up", {"follow_up": "Daarna verder.", "version": version()}).status_code == 302
    assert post("section_new", {"heading": "Hoe het kwam"}).status_code == 302
    section = briefing.sections.get()
    assert post("text_new", {"text": "Eerste regel."}, section.pk).status_code == 302
    answer = post("fragment_new", {"fragment": "members", "body": world.coalition.pk}, section.pk)
    assert answer.status_code == 302
    refused = post("submit")
    assert refused.status_code == 422
    assert b"Vul het registratienummer in" in refused.content
    header = {
        "addressee": world.staten.pk,
        "subject": "Een nieuwe tafel",
        "registration_number": "0000042",
        "dated_on": "2026-11-03",
        "portfolio_holder": "de gedeputeerde",
        "publicity": "openbaar",
        "version": version(),
    }
    assert post("header", header).status_code == 302
    assert post("submit").status_code == 302
    assert (
        post("review", {"verdict": "akkoord", "seen": letters.digest_of(briefing)}, by=other).status_code
        == 302
    )
    recorded = {"on": "2026-11-03", "source": "Besluitenlijst, punt 4", "seen": letters.digest_of(briefing)}
    assert post("record_determination", recorded, by=other).status_code == 302
    letters.publish_by_page(client, briefing)
    page = as_(None).get(briefing.get_absolute_url())
    assert page.status_code == 200
    assert b"Wat u moet weten." in page.content
    assert as_(None).get(reverse("briefing_pdf", args=[briefing.pk, 1])).content.startswith(b"%PDF")


def test_the_page_for_reviewing_has_one_first_heading(world, as_):
    briefing = letters.full(world)
    briefing.submit(by=world.bureau)
    page = as_(world.bureau_only).get(reverse("briefing_review", args=[briefing.pk])).content.decode()
    assert page.count("<h1") == 1
    assert "Wat vind je van dit stuk?" in page[page.rindex("<h2") :]


def test_the_form_of_an_attachment_writes_edocs_as_it_is_written(world, as_):
    url = reverse("briefing_attachment_new", args=[letters.draft(world).pk])
    page = as_(world.bureau).get(url).content.decode()
    assert "eDocs-nummer" in page
    assert "EDocs" not in page


@pytest.mark.parametrize(
    ("publicity", "asked"), [("besloten", True), ("vertrouwelijk", True), ("openbaar", False)]
)
def test_the_reason_to_close_is_asked_beside_its_field(world, as_, publicity, asked):
    briefing = letters.draft(world)
    header = {
        "addressee": world.staten.pk,
        "subject": "Een stuk",
        "publicity": publicity,
        "version": briefing.version,
    }
    answer = as_(world.bureau).post(reverse("briefing_header", args=[briefing.pk]), header)
    assert answer.status_code == (422 if asked else 302)
    assert ('id="id_publicity_ground_error"' in answer.content.decode()) is asked
