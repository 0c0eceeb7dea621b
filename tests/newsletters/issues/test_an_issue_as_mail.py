"""An issue as mail: the same words in HTML and in text, for each set of blocks, with the reader's own links."""

import email
import email.policy
import re
import uuid
from html.parser import HTMLParser

import pytest
from django.test import override_settings

from newsletters.issues.audience import blocks_shown, choices_in
from newsletters.issues.colours import mail_colours
from newsletters.issues.models import BlockKind, FrozenIssue
from newsletters.issues.rendering import KEY, as_read, as_test, letter
from newsletters.issues.words import plain
from tests.newsletters.issues import making
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.filling import fill
from zorgzaam.post.bulk.filling import freeze as freeze_body
from zorgzaam.post.bulk.models import Mailing
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


class Read(HTMLParser):
    """What somebody who listens gets of it: headings, images, links, language, and tables that say they are none."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.images: list[dict] = []
        self.links: list[str] = []
        self.tables: list[dict] = []
        self.language = ""
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img":
            self.images.append(given)
        if tag == "a":
            self.links.append(given["href"])
        if tag == "table":
            self.tables.append(given)
        if tag == "html":
            self.language = given.get("lang", "")

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        self.words.append(data)


def everything(frozen: FrozenIssue) -> list:
    return [each.block for each in choices_in(frozen.content)]


def as_bytes(frozen: FrozenIssue, secret: str = "s" * 43) -> bytes:
    with acting(SystemActor.WORKER):
        mailing = Mailing.objects.create(kind="nieuwsbrief", about=str(frozen.pk), scope="nieuwsbrief")
        body = freeze_body(mailing, letter(frozen, everything(frozen)))
    mail = OutgoingMail(
        to_address="lezer@post.example", message_id="<1@deltaland.example>", values={"key": secret}
    )
    return fill(body, mail)


def test_the_mail_holds_every_block_in_html_and_in_text(world: World):
    issue = making.an_issue(world, "Buurtteams & meer", subject="Wat er besloten is", preheader="Lees snel")
    making.a_block(world, issue, heading="Eén", words="<p>De <strong>eerste</strong> tekst.</p>")
    making.of_decision(world, issue)
    made = letter(frozen := making.frozen(world, issue), everything(frozen))
    for said in ("Eén", "De eerste tekst.", "Elke wijk krijgt een buurtteam.", "Lees het besluit"):
        assert said in made.text
        assert said.split()[-1] in made.html
    assert made.subject == "Wat er besloten is"
    assert "Lees snel" in made.html
    assert "Buurtteams &amp; meer" in made.html


def test_a_reader_gets_the_blocks_that_are_for_them_and_no_other(world: World):
    issue = making.an_issue(world)
    mine, theirs, all_of_us = (making.a_block(world, issue, heading=name) for name in ("Mijn", "Hun", "Ons"))
    frozen = making.frozen(world, issue)
    made = letter(frozen, [mine.pk, all_of_us.pk])
    assert "Mijn" in made.text
    assert "Ons" in made.html
    assert "Hun" not in made.text + made.html
    assert theirs.pk in everything(frozen)


def test_themes_and_municipalities_decide_who_gets_a_block(world: World):
    theme, other, place = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    issue = making.an_issue(world)
    for_all = making.a_block(world, issue).pk
    for_theme = making.a_block(world, issue, themes=[theme]).pk
    for_both = making.a_block(world, issue, themes=[theme], municipalities=[place]).pk
    frozen = making.frozen(world, issue)
    content = frozen.content
    assert blocks_shown(content, [], []) == (for_all, for_theme, for_both)
    assert blocks_shown(content, [theme, other], []) == (for_all, for_theme, for_both)
    assert blocks_shown(content, [other], []) == (for_all,)
    assert blocks_shown(content, [theme], [uuid.uuid4()]) == (for_all, for_theme)
    assert blocks_shown(content, [], [place]) == (for_all, for_theme, for_both)


def test_the_filled_mail_has_the_links_of_its_reader_and_can_be_ended_with_one_click(world: World):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    raw = as_bytes(making.frozen(world, issue))
    said = email.message_from_bytes(raw, policy=email.policy.default)
    own = f"/nieuwsbrief/mijn/{'s' * 43}/"
    end = f"/nieuwsbrief/afmelden/{'s' * 43}/"
    assert said["List-Unsubscribe"].endswith(f"{end}>")
    assert said["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert said["List-Id"].startswith("<nieuwsbrief.")
    assert said["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        part = said.get_body((kind,)).get_content()
        assert own in part
        assert end in part
        assert "[[" not in part
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


@pytest.mark.parametrize(
    "odd", ["[[key]]", "[[bestaat_niet]]", "@@0@@", '" onload="alert(1)', "<img src=x>", "\u2028"]
)
def test_words_that_look_like_ours_are_words(world: World, odd: str):
    """A mark, a slot, an attribute or markup that somebody typed changes nothing in the mail."""
    issue = making.an_issue(world, f"Titel {odd}", preheader=f"Vooraf {odd}")
    making.a_block(world, issue, heading=f"Kop {odd}", words=f"<p>Zin {odd.replace('<', '&lt;')}</p>")
    raw = as_bytes(making.frozen(world, issue))
    said = email.message_from_bytes(raw, policy=email.policy.default)
    html = said.get_body(("html",)).get_content()
    read = Read(html)
    assert not any(name.startswith("on") for image in read.images for name in image)
    assert read.images == []
    assert re.search(r'<[^>]*\sonload="alert', html) is None
    text = said.get_body(("plain",)).get_content()
    assert "Kop" in text
    assert "Zin" in text
    assert text.count("s" * 43) == 2


def test_the_mail_can_be_listened_to(world: World):
    """Language, one h1, headings in order, words for every picture, and tables that are no tables."""
    issue = making.an_issue(world)
    making.a_block(world, issue, words="<h3>Tussenkop</h3><p>Tekst.</p>")
    making.a_block(
        world, issue, BlockKind.PICTURE, picture=making.a_picture(), picture_name="wijk.png",
        picture_words='Een "straat"',
    )  # fmt: skip
    making.of_decision(world, issue)
    frozen = making.frozen(world, issue)
    read = Read(letter(frozen, everything(frozen)).html)
    assert read.language == "nl"
    assert read.headings == [1, 2, 3, 2]
    assert [image["alt"] for image in read.images] == ['Een "straat"']
    assert all(image["src"].startswith("http") for image in read.images)
    assert read.tables
    assert all(table.get("role") == "presentation" for table in read.tables)
    assert all(link.startswith(("http", "mailto:")) for link in read.links)


def test_a_quote_says_who_said_it(world: World):
    issue = making.an_issue(world)
    making.a_block(
        world, issue, BlockKind.QUOTE, words="<p>Het werkt.</p>", said_by="Een wijkverpleegkundige"
    )
    frozen = making.frozen(world, issue)
    made = letter(frozen, everything(frozen))
    assert "“Het werkt.”\nEen wijkverpleegkundige" in made.text
    assert "<blockquote" in made.html


def test_nothing_in_the_mail_tells_us_who_opened_it(world: World):
    """No pixel, no link of one reader but their own page and the way out, nothing fetched from elsewhere."""
    issue = making.an_issue(world)
    making.a_block(world, issue, link_url="https://elders.example/a", link_words="Elders")
    frozen = making.frozen(world, issue)
    made = letter(frozen, everything(frozen))
    read = Read(made.html)
    assert read.images == []
    assert sum(KEY in link for link in read.links) == 2
    assert "https://elders.example/a" in read.links
    assert re.findall(r"url\(|@import|<link|<script", made.html) == []


def test_a_test_mail_ends_nothing(world: World):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    frozen = making.frozen(world, issue)
    made = as_test(letter(frozen, everything(frozen)))
    assert made.subject.startswith("TEST: ")
    assert KEY not in made.text + made.html + str(made.headers)
    assert "List-Unsubscribe" not in made.headers
    assert "geheim" in as_read(letter(frozen, everything(frozen)), "geheim").html


def test_links_in_running_text_are_written_out_in_words():
    html = '<p>Lees <a href="https://x.example/a?b=1&amp;c=2">het stuk</a>.</p><ul><li>een</li><li>twee</li></ul>'
    assert plain(html, links=True) == "Lees het stuk (https://x.example/a?b=1&c=2).\n- een\n- twee"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "accent", ["", "#ffee00", "#00ff00", "#ff0000", "#0000ff", "#777777", "#ffffff", "#000000"]
)
def test_whatever_colour_a_region_picks_its_links_can_be_read(accent: str):
    colours = mail_colours(accent)
    assert contrast(colours.accent, "#ffffff") >= 4.5
    assert contrast(colours.light, "#15191d") >= 4.5
    assert contrast("#11161a", colours.light) >= 4.5


@override_settings(SITE_URL="https://deltaland.example")
def test_every_link_to_the_site_is_whole(world: World):
    issue = making.an_issue(world)
    making.of_decision(world, issue)
    frozen = making.frozen(world, issue)
    made = letter(frozen, everything(frozen))
    assert all(
        link.startswith("https://deltaland.example/") for link in Read(made.html).links if "http" in link
    )
    assert f"https://deltaland.example/nieuwsbrief/{issue.number}-" in made.text


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<ol><li>Eerst</li><li>Dan</li></ol>", "1. Eerst\n2. Dan"),
        ("<ul><li>Dit</li><li><p>Dat</p></li></ul>", "- Dit\n- Dat"),
        (
            "<ol><li>Een<ul><li>a</li></ul></li><li>Twee</li></ol><ol><li>Weer</li></ol>",
            "1. Een\n- a\n2. Twee\n1. Weer",
        ),
        ("<p>Links &amp; lijnen</p>", "Links & lijnen"),
    ],
)
def test_a_numbered_list_keeps_its_numbers_in_words(html: str, said: str):
    assert plain(html) == said


def test_in_words_too_a_picture_has_its_maker(world: World):
    block = making.a_block(
        world, making.an_issue(world), BlockKind.PICTURE, picture=making.a_picture(), picture_name="w.png",
        picture_words="De wijk", picture_credit="Foto Deltaland",
    )  # fmt: skip
    assert "Foto Deltaland" in letter(making.frozen(world, block.issue), [block.pk]).text


@pytest.mark.parametrize(
    "address", ["https://gemeente.example/@@zoeken?a=1", "https://gemeente.example/?f[[key]]=1"]
)
def test_an_odd_address_leads_where_it_led(world: World, address: str):
    issue = making.an_issue(world)
    making.a_block(
        world, issue, link_url=address, link_words="Kijk", words=f'<p><a href="{address}">Zie</a></p>'
    )
    said = email.message_from_bytes(as_bytes(making.frozen(world, issue)), policy=email.policy.default)
    for kind in ("html", "plain"):
        part = said.get_body((kind,)).get_content()
        assert part.count(address.replace("[", "%5B")) == 2
        assert "\u2060" not in part
