"""An issue as mail: HTML through mrml and the same in words, with marks where the reader's own links go.

The layout is made with slots, and what people wrote is put in afterwards: mrml is no judge of it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

import mrml
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from newsletters.issues.colours import mail_colours
from newsletters.issues.models import FrozenIssue
from newsletters.issues.pictures import with_passes
from newsletters.issues.words import called, text_of
from zorgzaam.post.bulk.filling import unmarked
from zorgzaam.post.office import Letter

# The value of each reader that opens their own links (`Subscriber.secret`), as `zorgzaam.post.bulk.filling` fills it.
KEY = "[[key]]"
_SLOT = re.compile(r"@@([0-9]+)@@")
_STYLES = {
    "p": "margin:0 0 10px",
    "ul": "margin:0 0 10px;padding:0 0 0 22px",
    "ol": "margin:0 0 10px;padding:0 0 0 26px",
    "li": "margin:0 0 4px",
    "h3": "margin:14px 0 6px;font-size:18px;line-height:1.3",
    "h4": "margin:12px 0 6px;font-size:16px;line-height:1.3",
    "blockquote": "margin:0 0 10px;padding:0 0 0 14px;border-left:3px solid #8a97a3",
    "table": "border-collapse:collapse;margin:0 0 10px",
    "th": "border:1px solid #8a97a3;padding:4px 8px;text-align:left",
    "td": "border:1px solid #8a97a3;padding:4px 8px",
}
# Of a link in rich text, or a field that holds nothing else.
_ADDRESS = re.compile(r'(?<=href=")[^"]*|^https?://\S*$')
_TAG = re.compile(rf"<({'|'.join(_STYLES)})(?=[ >])")


@dataclass
class Slots:
    """What people wrote, by the number of its slot in the layout."""

    filled: list[str] = field(default_factory=list)

    def words(self, text: str) -> str:
        """A slot for plain words; nothing for none."""
        return self.markup(escape(text)) if text else ""

    def markup(self, html: str) -> str:
        """A slot for HTML that is clean already."""
        if not html:
            return ""
        self.filled.append(html)
        return f"@@{len(self.filled) - 1}@@"

    def fill(self, made: str) -> str:
        return _SLOT.sub(lambda found: self.filled[int(found[1])], made)


def own_link(name: str) -> str:
    """The address of a page of one reader, with the mark where their secret goes."""
    return f"{settings.SITE_URL}{reverse(name, args=['KEY'])}".replace("KEY", KEY)


def letter(frozen: FrozenIssue, visible_block_ids: Collection[Any]) -> Letter:
    """The mail of everybody who gets these blocks of it, in the order of the issue. In text, html and headers stands
    `[[key]]` where the secret of each reader goes."""
    return letter_of(frozen.content, visible_block_ids)


def letter_of(content: dict[str, Any], visible_block_ids: Collection[Any] | None = None) -> Letter:
    """The same of content that is not frozen (yet); without ids with every block."""
    content = _unmarked(content)
    if visible_block_ids is not None:
        shown = {str(each) for each in visible_block_ids}
        content = {**content, "blocks": [block for block in content["blocks"] if block["id"] in shown]}
    end = own_link("newsletter_end")
    return Letter(
        content["subject"],
        _text(content),
        _html(content),
        {
            "List-Id": f"<nieuwsbrief.{settings.MAIL_DOMAIN}>",
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Archive": f"<{settings.SITE_URL}{reverse('newsletter_archive')}>",
            "Precedence": "bulk",
        },
    )


def as_read(made: Letter, secret: str) -> Letter:
    """The letter as the reader with this secret gets it."""
    return replace(
        made,
        text=made.text.replace(KEY, secret),
        html=made.html.replace(KEY, secret),
        headers={name: value.replace(KEY, secret) for name, value in made.headers.items()},
    )


def as_test(made: Letter) -> Letter:
    """The letter for a colleague: its links for one reader lead to where one asks for the newsletter; nothing
    ends. Its pictures open before it is out."""
    front = f"{settings.SITE_URL}{reverse('newsletter')}"
    text, html = made.text, made.html
    for name in ("newsletter_own", "newsletter_end"):
        text, html = text.replace(own_link(name), front), html.replace(own_link(name), front)
    kept = {name: value for name, value in made.headers.items() if "Unsubscribe" not in name}
    return replace(made, subject=f"TEST: {made.subject}", text=text, html=with_passes(html), headers=kept)


def web_address(content: dict[str, Any]) -> str:
    """Where this issue stands on the site, or will stand."""
    if content["number"] is None:
        return f"{settings.SITE_URL}{reverse('newsletter_archive')}"
    return f"{settings.SITE_URL}{reverse('newsletter_issue', args=[content['number'], content['slug']])}"


def _unmarked(value: Any) -> Any:
    """What people wrote may look like a mark, and is none. In an address brackets are written as an address has them:
    it still leads where it led."""
    if isinstance(value, str):
        return unmarked(_ADDRESS.sub(lambda found: found[0].replace("[", "%5B"), value))
    if isinstance(value, dict):
        return {key: _unmarked(each) for key, each in value.items()}
    return [_unmarked(each) for each in value] if isinstance(value, list) else value


def _text(content: dict[str, Any]) -> str:
    house = content["house"]
    lines = [
        f"U krijgt deze mail omdat u zich aanmeldde voor de nieuwsbrief van {house['name']}.",
        f"Lees op de site:\n{web_address(content)}",
        f"Verander wat u krijgt:\n{own_link('newsletter_own')}",
        f"Meld u af:\n{own_link('newsletter_end')}",
    ]
    if house["email"]:
        lines.append(f"Vragen? Mail naar {house['email']}.")
    return text_of(content) + "\n\n--\n" + "\n\n".join(lines) + "\n"


def _html(content: dict[str, Any]) -> str:
    slots, colours, house = Slots(), mail_colours(content["house"]["accent"]), content["house"]
    page = {
        "title": slots.words(content["title"]),
        "preheader": slots.words(content["preheader"]),
        "name": slots.words(house["name"]),
        "label": f"Nieuwsbrief {content['number']}" if content["number"] else "",
        "email": slots.words(house["email"]),
        "web": slots.words(web_address(content)),
        "own": slots.markup(own_link("newsletter_own")),
        "end": slots.markup(own_link("newsletter_end")),
    }
    blocks = [_slotted(block, slots, colours.accent) for block in content["blocks"]]
    layout = render_to_string(
        "newsletters/mail/issue.mjml",
        {"page": page, "blocks": blocks, "accent": colours.accent, "light": colours.light},
    )
    return made_of(layout, slots)


def made_of(layout: str, slots: Slots) -> str:
    """The HTML of a layout in MJML, with its slots filled."""
    # No attribute of HTML has that value.
    return slots.fill(mrml.to_html(layout).content).replace(' height="auto"', "")


def _slotted(block: dict[str, Any], slots: Slots, accent: str) -> dict[str, Any]:
    made = {name: slots.words(block[name]) for name in ("heading", "more", "said_by")}
    label = called(block["kind"])
    link, picture = block["link"], block["picture"]
    return {
        **made,
        "label": label,
        "facts": [slots.words(fact) for fact in block["facts"]],
        "words": slots.markup(_styled(block["words"], accent)),
        "url": slots.words(f"{settings.SITE_URL}{block['url']}") if block["url"] else "",
        "link": {name: slots.words(link[name]) for name in ("url", "words")} if link else None,
        "picture": picture
        and {
            "url": slots.words(f"{settings.SITE_URL}{picture['url']}"),
            "words": slots.words(picture["words"]),
            "credit": slots.words(picture["credit"]),
        },
    }


def _styled(html: str, accent: str) -> str:
    """Clean HTML with its looks in the tags themselves: a mail program may throw a stylesheet away."""
    html = _TAG.sub(lambda found: f'<{found[1]} style="{_STYLES[found[1]]}"', html)
    return html.replace("<a ", f'<a style="color:{accent}" ')
