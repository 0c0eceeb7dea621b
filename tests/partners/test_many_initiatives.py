"""Ten thousand initiatives cost as many questions as twenty: on the worklist, in the gallery, in search and at home."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.initiatives import submitting
from partners.initiatives.models import (
    Initiative,
    InitiativePublication,
    InitiativeSubject,
    PublicityAgreement,
    PublicText,
    PublishedSubject,
    State,
)
from tests.conftest import FULL
from tests.partners import initiatives as made
from tests.partners.in_public import published
from tests.world import World, fresh, set_up

pytestmark = pytest.mark.django_db
FEW, MANY = 20, 10_000 if FULL else 200
YEAR = timezone.localdate().year


@set_up
def add(world: World, pattern: InitiativePublication, first: int, many: int) -> None:
    """So many that were sent, each on the site in the words of `pattern`, about its theme."""
    theme = made.a_theme()
    drafts = [
        Initiative(
            title=f"Initiatief {number}", neighbourhood=f"{number:04d}", organisation=world.partner_org
        )
        for number in range(first, first + many)
    ]
    Initiative.objects.bulk_create(drafts, batch_size=1000)
    InitiativeSubject.objects.bulk_create(
        [InitiativeSubject(initiative=row, theme=theme) for row in drafts], batch_size=1000
    )
    rows = Initiative.objects.filter(pk__in=[row.pk for row in drafts])
    sent = {"state": State.RECEIVED, "submitted_at": timezone.now()}
    rows.update(**sent, number=Concat(Value(f"{YEAR}-"), F("neighbourhood")))
    words, agreements = agreed(rows, pattern)
    PublicText.objects.bulk_create(words, batch_size=1000)
    PublicityAgreement.objects.bulk_create(agreements, batch_size=1000)
    same = ("summary", "by_whom", "canonical", "canonical_sha256", "published_by_id")
    texts = [
        InitiativePublication(
            initiative=each.initiative,
            number=1,
            title=each.initiative.title,
            agreement=each,
            **{name: getattr(pattern, name) for name in same},
        )
        for each in agreements
    ]
    InitiativePublication.objects.bulk_create(texts, batch_size=1000)
    about = [PublishedSubject(publication=text, theme=theme) for text in texts]
    PublishedSubject.objects.bulk_create(about, batch_size=1000)


def agreed(rows: Any, pattern: InitiativePublication) -> tuple[list[PublicText], list[PublicityAgreement]]:
    """The words of `pattern` for each, and a yes to them."""
    told = {"words_sha256": pattern.agreement.words_sha256}
    words = [PublicText(initiative=row, title=row.title, summary=pattern.summary, **told) for row in rows]
    yes = {**told, "person_id": pattern.agreement.person_id, "agreed_on": timezone.localdate()}
    return words, [PublicityAgreement(initiative=each.initiative, **yes) for each in words]


def asked(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_lists_and_search_ask_as_much_of_ten_thousand_as_of_twenty(world: World, as_: Any) -> None:
    pattern = published(world, made.a_sent_one(world))
    add(world, pattern, 100, FEW)
    theme = made.a_theme()
    pages = [
        (world.bureau, reverse("initiatives_desk")),
        (world.bureau, f"{reverse('initiatives_desk')}?q=Initiatief"),
        (world.partner, reverse("initiatives_own")),
        (world.partner, reverse("partner")),
        (None, reverse("initiatives")),
        (None, f"{reverse('initiatives')}?q=initiatief"),
        (None, theme.get_absolute_url()),
        (None, f"{reverse('search')}?q=initiatief"),
    ]
    few = [asked(as_(fresh(who) if who else None), address) for who, address in pages]
    add(world, pattern, 1000, MANY)
    many = [asked(as_(fresh(who) if who else None), address) for who, address in pages]
    assert dict(zip((page for _, page in pages), many, strict=True)) == dict(
        zip((page for _, page in pages), few, strict=True)
    )


def test_after_number_9999_comes_number_10000_and_then_the_next(world: World) -> None:
    row = made.a_sent_one(world)
    for number, follows in (("9999", "10000"), ("10000", "10001")):
        other = Initiative(
            title="Ander", number=f"{YEAR}-{number}", state=State.RECEIVED, submitted_at=timezone.now(),
            organisation=row.organisation,
        )  # fmt: skip
        set_up(other.save)()
        assert submitting.next_number(YEAR) == f"{YEAR}-{follows}"
