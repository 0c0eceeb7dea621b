"""Every page of the demo passes axe (WCAG 2.2 AA), in light and dark, on a phone and a desk, and leads nowhere dead."""

from pathlib import Path
from zlib import crc32

import pytest
from django.test import Client

from tests.browser.walking import Visit, walk
from tests.conftest import FULL
from zorgzaam.accounts.models import User

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Screen width and whether it is dark.
LOOKS = (("desk", False), ("phone", True))
ROLES = [None, "bureau", "secretaris", "lid-dronten", "statenlid", "partner-ggd"]


def somebody(name: str | None) -> User | None:
    return User.objects.get(email=f"{name}@zorgzaam.example") if name else None


def signed_in(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend="zorgzaam.accounts.backends.AccountBackend")
    return client


def pages_of(user: User | None) -> list[Visit]:
    """One page per URL pattern, as somebody finds them by clicking; none may be dead."""
    visits = list(walk(signed_in(user), per_route=1))
    dead = [
        f"{visit.path} ({visit.status}), link op {visit.came_from}" for visit in visits if visit.status != 200
    ]
    assert not dead, dead
    return [visit for visit in visits if visit.content_type.startswith("text/html")]


def sees(visit: Visit, role: str | None, look: int) -> bool:
    """Whether this role has this page checked in this look.

    In small counts a page has one look per role, and the next role has the other one.
    """
    return FULL or (crc32(visit.route.encode()) + ROLES.index(role)) % len(LOOKS) == look


@pytest.mark.parametrize("role", ROLES)
def test_every_page_passes_axe(own_demo, open_as, role):
    user = somebody(role)
    visits = pages_of(user)
    assert len(visits) > 8
    wrong = []
    for look, (width, dark) in enumerate(LOOKS):
        page = open_as(user, width, dark=dark)
        for path in [visit.path for visit in visits if sees(visit, role, look)]:
            page.goto(path)
            wrong += [f"{path} ({width}): {line}" for line in _axe(page)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{path} ({width}): schuift opzij")
        wrong += [f"{width}: {trouble}" for trouble in page.troubles]
    assert not wrong, "\n".join(wrong)


def test_axe_sees_what_is_wrong(own_demo, open_as):
    page = open_as(None)
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x\"><button></button>')"
    )
    assert any("image-alt" in line for line in _axe(page))


def _axe(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')]))",
        RULES,
    )
    return [f"{rule}: {targets}" for rule, targets in found]
