"""Every page of the demo passes axe (WCAG 2.2 AA), in light and dark, on a phone and a desk, and the Nu HTML checker;
none leads nowhere. In one file, because finding every page by clicking takes long and is done once.
"""

import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS
from tests.browser.html_checker import check, needs_checker
from tests.browser.walking import Visit, walk
from tests.conftest import FULL
from zorgzaam.accounts.models import User

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Screen width and whether it is dark.
LOOKS = (("desk", False), ("phone", True))
SLIDES = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What is drawn asks for its fonts; an icon is known as one once its font is there.
DRAWN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    .then(() => document.fonts.ready).then(() => null)"""
NEW_EACH_TIME = re.compile(
    r'"X-CSRFToken": "[^"]*"|nonce="[^"]*"|name="(csrfmiddlewaretoken|form_key)" value="[^"]*"'
)
CURRENT = re.compile(
    r' aria-current="[^"]*"|\?next=[^"]*|<title>.*?</title>|<summary>.*?</summary>|class="zz-page [^"]*"',
    re.DOTALL,
)
ROLES = [None, "bureau", "secretaris", "lid-dronten", "statenlid", "partner-ggd"]
Found = dict[str | None, list[Visit]]


def somebody(name: str | None) -> User | None:
    return User.objects.get(email=f"{name}@zorgzaam.example") if name else None


def signed_in(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend="zorgzaam.accounts.backends.AccountBackend")
    return client


@pytest.fixture(scope="module")
def found() -> Found:
    """The pages of each role, once they were walked: every test begins with the same demo."""
    return {}


def pages_of(role: str | None, found: Found) -> list[Visit]:
    """One page per URL pattern, as somebody finds them by clicking; none may be dead."""
    if role not in found:
        found[role] = _walked(role)
    return found[role]


def _walked(role: str | None) -> list[Visit]:
    visits = list(walk(signed_in(somebody(role)), per_route=1))
    dead = [
        f"{visit.path} ({visit.status}), link op {visit.came_from}" for visit in visits if visit.status != 200
    ]
    assert not dead, dead
    return [visit for visit in visits if visit.content_type.startswith("text/html")]


def parts(page: str) -> set[str]:
    """The main part of a page and the frame around it, without what is new at every look: keys and nonces.

    A frame is the same one whichever of its links is the current one, and whatever the page is called.
    """
    page = NEW_EACH_TIME.sub("", page)
    before, opening, rest = page.partition("<main")
    main, closing, after = rest.partition("</main>")
    return {opening + main, CURRENT.sub("", before + closing + after)}


@pytest.fixture(scope="module")
def passed() -> set[str]:
    """The parts that were checked for an earlier reader."""
    return set()


def has_news(visit: Visit, passed: set[str]) -> bool:
    """Whether this page has a part no earlier reader had. In full every page of every reader is checked."""
    found = parts(visit.body.decode())
    news = FULL or not found <= passed
    passed |= found
    return news


@pytest.mark.parametrize("role", ROLES)
def test_every_page_passes_axe(own_demo, open_as, role, passed, found):
    visits = pages_of(role, found)
    assert len(visits) > 8
    page, wrong = with_axe(open_as(somebody(role))), []
    for number, visit in enumerate([visit for visit in visits if has_news(visit, passed)]):
        # Each look in its turn is the one the page is opened in; it then changes into the other.
        for first, look in zip((True, False), LOOKS[:: (-1) ** number], strict=True):
            put_on(page, look)
            if first:
                page.goto(visit.path)
            wrong += [f"{visit.path} ({look[0]}): {line}" for line in _axe(page)]
            if page.evaluate(SLIDES):
                wrong.append(f"{visit.path} ({look[0]}): schuift opzij")
    assert not wrong + page.troubles, "\n".join(wrong + page.troubles)


def put_on(page: Page, look: tuple[str, bool]) -> None:
    """The width of the screen and whether it is dark."""
    width, dark = look
    page.set_viewport_size(WIDTHS[width])
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")


@needs_checker
def test_every_page_is_valid_html(own_demo, tmp_path, found):
    names, pages = {}, tmp_path / "pages"  # uploads of the demo live beside it and are no pages
    pages.mkdir()
    for role in ROLES:
        for visit in pages_of(role, found):
            target = pages / f"{len(names)}.html"
            target.write_bytes(visit.body)
            names[target.name] = f"{role or 'bezoeker'} {visit.path}"
    told = [
        f"{names[Path(m['url']).name]}: {m['message']} ({m.get('extract', '')[:120]})" for m in check(pages)
    ]
    assert not told, "\n".join(sorted(set(told)))


@needs_checker
def test_the_checker_sees_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text(
        "<!DOCTYPE html><html lang=nl><title>x</title><p><div id=a id=a></div>"
    )
    assert check(tmp_path)


def test_a_page_has_news_for_who_sees_something_else(passed):
    def seen(frame: str, main: str, key: str = "a") -> Visit:
        body = f'<body>{frame}<main><input type="hidden" name="form_key" value="{key}">{main}</main>'
        return Visit("/", "home", 200, "text/html", body.encode(), "")

    known: set[str] = set()
    assert has_news(seen("<nav>", "<p>Een</p>"), known)
    assert FULL or not has_news(seen("<nav>", "<p>Een</p>", key="b"), known)
    assert has_news(seen("<nav>", "<p>Twee</p>"), known)
    assert has_news(seen("<nav><a>", "<p>Een</p>"), known)


def test_both_looks_are_seen_for_what_they_are(own_demo, open_as):
    page = with_axe(open_as(None))
    page.goto("/")
    found = []
    for look in LOOKS:
        put_on(page, look)
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        found.append((page.evaluate("innerWidth"), dark, colour))
    assert [(width, dark) for width, dark, _ in found] == [(1280, False), (390, True)]
    assert found[0][2] != found[1][2]


def test_axe_sees_what_is_wrong_in_one_look_alone(own_demo, open_as):
    page = with_axe(open_as(None))
    page.goto("/privacy/")
    page.evaluate("document.querySelector('main p').style.color = '#222'")
    told = []
    for look in LOOKS:
        put_on(page, look)
        told.append(any("color-contrast" in line for line in _axe(page)))
    assert told == [False, True]


def test_axe_sees_what_is_wrong(own_demo, open_as):
    page = with_axe(open_as(None))
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x\"><button></button>')"
    )
    assert any("image-alt" in line for line in _axe(page))


def with_axe(page: Page) -> Page:
    """A page that brings axe along wherever it goes: reading it in again takes as long as a quick page."""
    page.add_init_script(script=AXE)
    return page


def _axe(page: Page) -> list[str]:
    page.evaluate(DRAWN)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')]))",
        RULES,
    )
    return [f"{rule}: {targets}" for rule, targets in found]
