"""A draft, and what portfolio holders said about it, reach nobody they are not for, by any address."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from regioplan.plans.editing import next_version
from regioplan.plans.models import PlanInput
from tests.regioplan import making_plans as making
from tests.world import set_up
from zorgzaam.routes import routes

pytestmark = pytest.mark.django_db
COMMON, DRAFT, SAID = "zilvermeeuw", "kanarieconcept", "kanarieinbreng"
READERS = ("visitor", "bureau", "member", "partner", "admin")
PAGES = ("plans", "search", "werkbank", "home", "approvals", "api_plans")


@pytest.fixture
def draft(world):
    """The next version of a published plan, not opened for input, in which the secret words stand."""
    plan = making.plan(making.region(world))
    making.published(world, plan, "Openbaar")
    made = next_version(plan, by=world.bureau)
    making.section(made, f"{COMMON} {DRAFT}")
    set_up(PlanInput.objects.create)(
        version_of=made, about=SAID, given_as=SAID, text=SAID, given_on=timezone.localdate(),
        recorded_by=world.bureau.person,
    )  # fmt: skip
    return made


def addresses(draft):
    """Every address of the app about this plan, this version, its section and its input."""
    given = {
        "part": draft.sections.get(heading__contains=DRAFT).pk,
        "given": draft.inputs.get().pk,
        "number": draft.number,
    }
    for route in routes():
        if route.view.startswith(("regioplan.plans", "regioplan.approvals", "regioplan.importing")):
            names = re.findall(r"<\w+:(\w+)>", route.pattern)
            for pk in (draft.pk, draft.plan_id):
                known = {"pk": pk, "position": 1, "slug": "duindorp", "deadline": uuid.uuid4(), **given}
                yield reverse(route.name, kwargs={name: known[name] for name in names})
    yield from (reverse(name) for name in PAGES)


def test_only_the_bureau_finds_them(world, draft, as_):
    found: dict[str, set[str]] = {DRAFT: set(), SAID: set()}
    for reader in READERS:
        client = as_(world.readers[reader])
        texts = [
            client.get(address, {"q": COMMON}).content.decode(errors="replace")
            for address in addresses(draft)
        ]
        for word, readers in found.items():
            if any(word in text for text in texts):
                readers.add(reader)
    assert found == {DRAFT: {"bureau"}, SAID: {"bureau"}}
