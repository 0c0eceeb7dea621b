"""What a fragment is about is changed where it stands: it need not be taken out for that."""

import pytest
from django.urls import reverse

from governance.briefings.content import BriefingBlock
from tests.governance import letters

HTMX = {"HX-Request": "true"}
DAY, DAY_IN_WORDS = "2026-10-01", "1 oktober 2026"


@pytest.fixture
def block(world):
    briefing = letters.draft(world)
    return letters.fragment(letters.section(briefing, "Wie er zit"), "members", body=world.coalition)


def url_of(block):
    return reverse("briefing_text", args=[block.section.briefing_id, block.pk])


def test_the_composer_leads_to_its_form_filled_in(world, as_, block):
    client = as_(world.bureau)
    composer = client.get(reverse("briefing_compose", args=[block.section.briefing_id])).content.decode()
    assert f'href="{url_of(block)}"' in composer
    page = client.get(url_of(block)).content.decode()
    assert f'value="{world.coalition.pk}" selected' in page
    assert "Ander fragment" not in page


def test_another_choice_is_looked_at_and_kept(world, as_, block):
    client, asked = as_(world.bureau), {"body": world.coalition.pk, "on": DAY}
    looked = client.get(url_of(block), asked, headers=HTMX)
    assert DAY_IN_WORDS in looked.content.decode()
    assert "on" not in BriefingBlock.objects.get().parameters, "looking keeps nothing"
    kept = client.post(url_of(block), {**asked, "version": block.version})
    assert kept.status_code == 302
    assert BriefingBlock.objects.get().parameters == {"body": str(world.coalition.pk), "on": DAY}


def test_who_was_second_is_told_and_writes_nothing_over(world, as_, block):
    client = as_(world.bureau)
    sent = {"body": world.coalition.pk, "on": DAY, "version": block.version}
    assert client.post(url_of(block), sent).status_code == 302
    second = client.post(url_of(block), {"body": world.coalition.pk, "version": block.version})
    assert second.status_code == 409
    page = second.content.decode()
    assert "Iemand anders was je voor" in page
    assert DAY_IN_WORDS in page.split('class="zz-form"')[0], "what the other chose stands beside it"
    assert f'name="version" type="hidden" value="{block.version + 1}"' in page
    assert BriefingBlock.objects.get().parameters == {"body": str(world.coalition.pk), "on": DAY}


@pytest.mark.parametrize("looks", [False, True])
def test_a_page_that_is_shown_again_keeps_the_version_it_was_opened_with(world, as_, block, looks):
    client, opened = as_(world.bureau), block.version
    sent = {"body": world.coalition.pk, "on": DAY, "version": opened}
    assert client.post(url_of(block), sent).status_code == 302
    if looks:
        again = client.get(url_of(block), {"body": world.coalition.pk, "version": opened})
    else:
        again = client.post(url_of(block), {"body": "niets", "version": opened})
    assert f'name="version" type="hidden" value="{opened}"' in again.content.decode()
    kept = client.post(url_of(block), {"body": world.coalition.pk, "version": opened})
    assert kept.status_code == 409
    assert BriefingBlock.objects.get().parameters == {"body": str(world.coalition.pk), "on": DAY}


def test_a_choice_that_is_none_is_refused(world, as_, block):
    answer = as_(world.bureau).post(url_of(block), {"body": "niets", "version": block.version})
    assert answer.status_code == 422
    assert BriefingBlock.objects.get().version == block.version


def test_nothing_changes_in_what_is_no_draft(world, as_, block):
    letters.approved(world, block.section.briefing)
    asked = {"body": world.coalition.pk, "on": DAY, "version": block.version}
    answer = as_(world.bureau).post(url_of(block), asked)
    assert answer.status_code == 409
    assert f'value="{DAY}"' in answer.content.decode(), "what was chosen is still there"
    assert BriefingBlock.objects.get().parameters == {"body": str(world.coalition.pk)}
