"""What a draft misses is said where somebody fills it in, and before it goes on to the next step."""

import pytest
from django.urls import reverse

from governance.briefings.completeness import missing
from governance.briefings.content import BriefingBlock
from governance.briefings.document import build
from governance.briefings.kinds import BriefingKind
from governance.briefings.paragraphs import blocks_of, paragraphs_of
from governance.briefings.proposing import ProposalGround, ProposalPoint
from governance.briefings.reach import reach
from governance.briefings.replacing import replace
from tests.governance import letters, proposals
from tests.world import set_up


def page(client, name, briefing):
    return client.get(reverse(f"briefing_{name}", args=[briefing.pk])).content.decode()


def test_a_chapter_without_words_is_pointed_out(world, as_):
    briefing = letters.draft(world)
    chapter = letters.section(briefing, "Wat er gebeurde")
    said = "Onder “Wat er gebeurde” staat nog niets."
    assert said in page(as_(world.bureau), "compose", briefing)
    set_up(BriefingBlock.objects.create)(section=chapter, position=1, text="<p>Dit.</p>")
    assert said not in page(as_(world.bureau), "compose", briefing), "the control"


def test_a_page_to_write_on_says_what_to_write_and_what_it_is_needed_for(world, as_):
    client = as_(world.bureau)
    core = page(client, "core", letters.draft(world))
    assert "Schrijf in een paar zinnen wat de lezer moet weten" in core
    assert "Nog leeg" not in core
    assert "(nodig voor het nakijken)" in core
    assert "(niet verplicht)" in page(client, "follow_up", letters.draft(world))
    assert page(client, "header", letters.draft(world)).count("(nodig voor het nakijken)") >= 3


def test_a_memo_asks_for_what_its_head_says(world, as_):
    header = page(as_(world.bureau), "header", letters.draft(world, kind=BriefingKind.MEMO))
    assert '<label class="zz-field__label" for="id_portfolio_holder">Van' in header
    assert (
        "“Van”"
        in missing(letters.draft(world, kind=BriefingKind.MEMO, portfolio_holder=""))["portfolio_holder"]
    )


@pytest.mark.parametrize(("publicity", "status"), [("openbaar", 422), ("besloten", 302)])
def test_what_is_public_is_not_closed_until_some_day(world, as_, publicity, status):
    briefing = letters.draft(world)
    header = {
        "addressee": world.staten.pk,
        "subject": "Een stuk",
        "version": briefing.version,
        "publicity": publicity,
        "publicity_ground": "Nog niet",
        "publicity_until": "het besluit",
    }
    answer = as_(world.bureau).post(reverse("briefing_header", args=[briefing.pk]), header)
    assert answer.status_code == status
    assert ('id="id_publicity_until_error"' in answer.content.decode()) is (status == 422)


def test_who_approves_sees_which_category_it_gets(world):
    assert dict(reach(letters.draft(world)))["Informatiecategorie (Woo)"] == (
        "geen gekozen. Dan geldt: Inspanningsverplichting (artikel 3.1 Woo)"
    )


def test_an_open_comment_is_seen_at_every_step_and_not_after_it(world, as_):
    client, briefing = as_(world.bureau), letters.draft(world, holder=world.chair.person)
    at = "core:1"
    about = next(each for each in paragraphs_of(build(briefing), blocks_of(briefing)) if each.anchor == at)
    sent = {"at": at, "seen": about.sha256, "text": "Kan dit korter?"}
    assert (
        as_(world.bureau_only).post(reverse("briefing_comment", args=[briefing.pk]), sent).status_code == 302
    )
    letters.approved(world, briefing)
    assert "Er staat nog één opmerking open." in page(client, "compose", briefing)
    assert "Kan dit korter?" in page(as_(world.bureau_only), "record_determination", briefing)
    letters.record(world, briefing)
    assert "Er staat nog één opmerking open." in page(client, "compose", briefing)
    briefing.publish(by=world.bureau)
    assert "opmerking open" not in page(client, "compose", briefing)


def test_what_takes_its_place_is_named_before_it_is_published(world, as_):
    old, new = letters.published(world).briefing, letters.draft(world, "Een beter stuk")
    old.withdraw(by=world.bureau, because="Er stond een fout in.")
    client = as_(world.bureau)
    assert "Een beter stuk" not in page(client, "compose", old), "the control"
    replace(old, new, by=world.bureau)
    shown = page(client, "compose", old)
    assert "Een beter stuk" in shown
    assert "nog niet gepubliceerd; lezers zien de link dan" in shown
    assert "Kies een ander stuk" in shown


def test_a_number_that_was_pasted_along_is_left_out(world, as_):
    client, briefing = as_(world.bureau), proposals.bare(world)
    client.post(reverse("briefing_point_new", args=[briefing.pk]), {"text": "1. Instemmen met het plan."})
    client.post(reverse("briefing_point_new", args=[briefing.pk]), {"text": "2024 is het laatste jaar."})
    texts = list(ProposalPoint.objects.filter(briefing=briefing).values_list("text", flat=True))
    assert texts == ["Instemmen met het plan.", "2024 is het laatste jaar."]
    point = briefing.points.first()
    url = reverse("briefing_ground_new", args=[briefing.pk, point.pk, "argument"])
    sent = {"point": point.pk, "thesis": "1.1 Het is nodig", "text": "<p>Zo is het.</p>"}
    assert client.post(url, sent).status_code == 302
    assert ProposalGround.objects.get().thesis == "Het is nodig"
