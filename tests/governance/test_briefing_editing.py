"""Editing a draft: no typed text is lost, parts keep their order, and nothing changes once it is offered."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from governance.briefings.content import BriefingBlock
from tests.governance import letters
from tests.world import set_up
from zorgzaam.richfields import tidy


@pytest.fixture
def briefing(world):
    made = letters.draft(world)
    for heading in ("Een", "Twee", "Drie"):
        letters.section(made, heading, f"<p>Tekst {heading}</p>")
    return made


def headings(briefing) -> list[str]:
    return list(briefing.sections.order_by("position").values_list("heading", flat=True))


def positions(briefing) -> list[int]:
    return list(briefing.sections.order_by("position").values_list("position", flat=True))


def test_the_second_of_two_editors_gets_both_texts_and_loses_nothing(world, as_, briefing):
    url = reverse("briefing_core", args=[briefing.pk])
    opened_with = briefing.version
    first = as_(world.bureau).post(url, {"core": "<p>Van de eerste</p>", "version": opened_with})
    assert first.status_code == 302
    second = as_(world.bureau_only).post(url, {"core": "<p>Van de tweede</p>", "version": opened_with})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Van de eerste" in page
    assert "Van de tweede" in page
    briefing.refresh_from_db()
    assert briefing.core == "<p>Van de eerste</p>"
    again = as_(world.bureau_only).post(url, {"core": "<p>Van beiden</p>", "version": briefing.version})
    assert again.status_code == 302


def test_what_is_typed_while_a_colleague_offers_it_is_shown_again(world, as_, briefing):
    block = BriefingBlock.objects.first()
    briefing.submit(by=world.bureau)
    url = reverse("briefing_text", args=[briefing.pk, block.pk])
    answer = as_(world.bureau).post(url, {"text": "<p>Net getypt</p>", "version": block.version})
    assert answer.status_code == 409
    assert "Net getypt" in answer.content.decode()
    block.refresh_from_db()
    assert "Net getypt" not in block.text


@pytest.mark.parametrize("table", ["briefingsection", "briefingblock", "briefingattachment"])
def test_parts_of_what_was_offered_cannot_change_by_any_way(world, briefing, table):
    letters.attachment(briefing, "Kaart")
    briefing.submit(by=world.bureau)
    model = {
        "briefingsection": briefing.sections,
        "briefingblock": BriefingBlock.objects,
        "briefingattachment": briefing.attachments,
    }[table]
    for change in (lambda: model.update(position=9), lambda: model.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(change)()


def test_sections_move_one_place_and_stop_at_the_edge(world, as_, briefing):
    client = as_(world.bureau)
    last = briefing.sections.get(heading="Drie")
    for expected in (["Een", "Drie", "Twee"], ["Drie", "Een", "Twee"], ["Drie", "Een", "Twee"]):
        answer = client.post(reverse("briefing_section_up", args=[briefing.pk, last.pk]))
        assert answer.status_code == 302
        assert headings(briefing) == expected
    assert positions(briefing) == [1, 2, 3]


def test_a_move_by_script_gives_the_parts_back_and_says_what_happened(world, as_, briefing):
    first = briefing.sections.get(heading="Een")
    url = reverse("briefing_section_down", args=[briefing.pk, first.pk])
    answer = as_(world.bureau).post(url, headers={"hx-request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.index("Twee") < page.index("Een")
    assert "Hoofdstuk staat nu op plaats 2." in page


def test_removing_closes_the_gap_and_spares_what_changed_meanwhile(world, as_, briefing):
    client = as_(world.bureau)
    middle = briefing.sections.get(heading="Twee")
    url = reverse("briefing_section_remove", args=[briefing.pk, middle.pk])
    letters.change(middle, world.bureau_only, heading="Twee, beter")
    client.post(url, {"version": 1})
    assert headings(briefing) == ["Een", "Twee, beter", "Drie"]
    client.post(url, {"version": 2})
    assert headings(briefing) == ["Een", "Drie"]
    assert positions(briefing) == [1, 2]


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\u0663", "\x00"])
def test_an_odd_version_removes_nothing(world, as_, briefing, version):
    middle = briefing.sections.get(heading="Twee")
    url = reverse("briefing_section_remove", args=[briefing.pk, middle.pk])
    assert as_(world.bureau).post(url, {"version": version}).status_code == 302
    assert len(headings(briefing)) == 3


def test_a_part_of_another_briefing_is_not_found(world, as_, briefing):
    other = letters.draft(world)
    section = briefing.sections.first()
    for name in ("briefing_section", "briefing_text_new", "briefing_fragment_new"):
        assert as_(world.bureau).get(reverse(name, args=[other.pk, section.pk])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Een regel.\n\nEn nog een.", "<p>Een regel.</p>\n\n<p>En nog een.</p>"),
        ("<p></p>", ""),
        ("<p>&nbsp;</p><p><br></p>", ""),
        ("<p>a\x00b</p>", "<p>ab</p>"),
        ("<h1>Kop</h1>", "<h3>Kop</h3>"),
        ("5 & 6", "<p>5 &amp; 6</p>"),
    ],
)
def test_typed_text_becomes_tidy_html(typed, kept):
    assert tidy(typed) == kept
    assert tidy(kept) == kept


def test_rich_text_is_cleaned_on_every_way_into_the_database(world):
    dirty = "<p onclick='x'>tekst<script>alert(1)</script></p>"
    briefing = letters.draft(world, core=dirty)
    set_up(lambda: type(briefing).objects.filter(pk=briefing.pk).update(follow_up=dirty))()
    briefing.refresh_from_db()
    assert briefing.core == briefing.follow_up == "<p>tekst</p>"
