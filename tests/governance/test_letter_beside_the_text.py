"""The letter stands beside the words somebody writes, as a reader gets it; saving and going on loses nothing."""

import re

import pytest
from django.urls import reverse

from governance.briefings.content import BriefingBlock
from governance.briefings.document import build
from governance.briefings.kinds import informed_with
from governance.briefings.printing import to_html
from governance.briefings.views.looking import HERE, PREFIX
from tests.governance import letters
from tests.governance.letters import strip_tags
from zorgzaam.conflicts import sent
from zorgzaam.snapshots import canonical

HTMX = {"HX-Request": "true"}


def look(client, briefing, deel=""):
    answer = client.get(reverse("briefing_preview", args=[briefing.pk]), {"deel": deel}, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    return " ".join(strip_tags(html.replace(HERE, "")).split())


@pytest.fixture
def letter(world):
    briefing = letters.draft(world)
    letters.section(briefing, "Hoe het kwam", "<p>Eerst dit.</p><p>Toen dat.</p>")
    letters.fragment(briefing.sections.get(), "members", body=world.coalition)
    return briefing


def test_it_is_the_page_a_reader_gets(world, as_, letter):
    shown = look(as_(world.bureau), letter)
    assert words(shown) == words(to_html(canonical(build(letter)), draft=True))
    assert "<h1" not in shown
    assert 'class="zz-letter__subject">Een nieuw overleg' in shown


def test_it_has_a_mark_where_somebody_writes_and_names_of_places_of_its_own(world, as_, letter):
    client, block = as_(world.bureau), letter.sections.get().blocks.first()
    shown = look(client, letter, str(block.pk))
    assert shown.count(HERE) == 1
    assert words(shown[: shown.index(HERE)]).endswith("Eerst dit.")
    assert all(name.startswith(PREFIX) for name in re.findall(r' id="([^"]*)"', shown))
    assert HERE not in look(client, letter, "iets anders")


def test_every_page_to_write_on_has_it_beside_the_form(world, as_, letter):
    section = letter.sections.get()
    url = reverse("briefing_text", args=[letter.pk, section.blocks.first().pk])
    page = as_(world.bureau).get(url).content.decode()
    asked = f"{reverse('briefing_preview', args=[letter.pk])}?deel={section.blocks.first().pk}"
    assert f'hx-get="{asked}"' in page
    composer = as_(world.bureau).get(reverse("briefing_compose", args=[letter.pk])).content.decode()
    assert f'hx-get="{reverse("briefing_preview", args=[letter.pk])}"' in composer


def test_saving_and_going_on_without_script_comes_back_to_the_page(world, as_, letter):
    client = as_(world.bureau)
    url = reverse("briefing_core", args=[letter.pk])
    kept = client.post(url, {"core": "<p>Nieuw.</p>", "version": letter.version, "verder": "ja"})
    assert (kept.status_code, kept.url) == (302, url)
    new = reverse("briefing_text_new", args=[letter.pk, letter.sections.get().pk])
    added = client.post(new, {"text": "<p>Erbij.</p>", "verder": "ja"})
    block = BriefingBlock.objects.get(text="<p>Erbij.</p>")
    assert added.url == reverse("briefing_text", args=[letter.pk, block.pk])
    assert client.get(added.url).status_code == 200


def test_with_script_only_the_version_comes_back_and_the_next_save_goes_on_from_it(world, as_, letter):
    client, url = as_(world.bureau), reverse("briefing_core", args=[letter.pk])
    for words_of in ("<p>Een.</p>", "<p>Twee.</p>"):
        version = letter.version
        sent = {"core": words_of, "version": version, "verder": "ja"}
        answer = client.post(url, sent, headers=HTMX)
        letter.refresh_from_db()
        assert (answer.status_code, answer["HX-Trigger"]) == (200, "briefing-changed")
        assert (letter.core, letter.version) == (words_of, version + 1)
        assert f'name="version" type="hidden" value="{letter.version}"' in answer.content.decode()
        assert "<form" not in answer.content.decode()


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_who_was_second_keeps_what_was_typed(world, as_, letter, extra):
    seen = letter.version
    letters.change(letter, world.bureau, core="<p>Van een ander.</p>")
    url = reverse("briefing_core", args=[letter.pk])
    sent = {"core": "<p>Van mij.</p>", "version": seen, "verder": "ja"}
    answer = as_(world.bureau).post(url, sent, headers=extra)
    assert answer.status_code == 409
    assert "Van mij." in answer.content.decode()
    letter.refresh_from_db()
    assert letter.core == "<p>Van een ander.</p>"


def test_moving_a_part_says_that_the_letter_changed(world, as_, letter):
    second = letter.sections.get().blocks.last()
    url = reverse("briefing_block_up", args=[letter.pk, second.pk])
    assert as_(world.bureau).post(url, headers=HTMX)["HX-Trigger"] == "briefing-changed"


def header(client, letter):
    """The fields of the page about the whole letter, as a browser that opened it now would send them."""
    form = client.get(reverse("briefing_header", args=[letter.pk])).context["form"]
    fields = [sent(each.html_name, each.field.widget, each.value()) for each in form]
    return {key: value for parts in fields for key, value in parts.items()} | {"verder": "ja"}


def test_what_a_colleague_changed_meanwhile_is_shown_before_the_next_save(world, as_, letter):
    client, url = as_(world.bureau), reverse("briefing_header", args=[letter.pk])
    opened = header(client, letter)
    letters.change(letter, world.bureau_only, portfolio_holder="de wethouder van een ander")
    kept = client.post(url, opened, headers=HTMX)
    assert (kept["HX-Redirect"], kept.content) == (url, b""), (
        "the page shows what is no more, and gets no version"
    )
    client.post(url, {**header(client, letter), "subject": "Een ander onderwerp"}, headers=HTMX)
    letter.refresh_from_db()
    assert letter.subject == "Een ander onderwerp"
    assert letter.portfolio_holder == "de wethouder van een ander"


def test_what_saving_itself_changed_is_shown_before_the_next_save(world, as_, letter):
    client, url = as_(world.bureau), reverse("briefing_header", args=[letter.pk])
    letters.change(letter, world.bureau, for_information_to=informed_with(letter.addressee.kind))
    chosen = {**header(client, letter), "addressee": str(world.council.pk)}
    assert client.post(url, chosen, headers=HTMX)["HX-Redirect"] == url
    letter.refresh_from_db()
    assert letter.for_information_to == informed_with(world.council.kind)
    again = client.post(url, header(client, letter), headers=HTMX)
    assert "HX-Redirect" not in again, "as it was sent it stays in the form"
