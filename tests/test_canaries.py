"""What is closed reaches nobody it is not for, by any route (promise I4).

Every secret text holds a word that stands nowhere else. Each reader walks every address with the ids of the secret
things; the words that came along must be exactly those this reader may see, so the walk proves itself.
"""

import logging

import pytest
from django.contrib.auth.models import AnonymousUser

from governance.briefings.jobs import announce
from governance.meetings.jobs import tell_about_publications
from governance.meetings.models import AgendaPublication
from tests.access_rows import ALL
from tests.canaries.nest import build
from tests.canaries.walk import addresses, in_beheer
from tests.canaries.words import ITEM_PARTS, MAY_SEE, canary
from tests.governance.rows import SITTING
from tests.world import set_up
from zorgzaam.post.models import OutgoingMail
from zorgzaam.search import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def nest(world):
    """Everything secret, by the name of the argument its addresses need."""
    return build(world)


def text_of(response) -> str:
    """Body and headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}{body.decode(errors='replace')}"


def words_in(text: str) -> set[str]:
    return {word for word in MAY_SEE if word in text}


@pytest.mark.parametrize("reader", ALL)
def test_each_reader_meets_only_the_words_meant_for_them(world, nest, as_, reader, caplog):
    caplog.set_level(logging.DEBUG)
    client = as_(world.readers[reader])
    urls = addresses(world, nest) + (in_beheer(nest) if reader == "admin" else ["/beheer/"])
    met: dict[str, set[str]] = {}
    for url in urls:
        for word in words_in(text_of(client.get(url))):
            met.setdefault(word, set()).add(url)
    meant = {word for word, readers in MAY_SEE.items() if reader in readers}
    assert {word: met[word] for word in met.keys() - meant} == {}, "reached somebody it is not for"
    assert meant - met.keys() == set(), "the control: this reader should have met these"
    assert words_in(caplog.text) == set(), "nothing secret in a log"


def finds(user, words) -> bool:
    """Whether search finds anything for any of these words: a few at a time, as a search is 200 characters long."""
    words = sorted(words)
    return any(find(user or AnonymousUser(), " or ".join(words[i : i + 6])) for i in range(0, len(words), 6))


def test_search_gives_a_word_to_nobody_else(world, nest):
    for reader, user in world.readers.items():
        assert not finds(user, [word for word, readers in MAY_SEE.items() if reader not in readers]), reader
    for reader in SITTING:
        assert finds(world.readers[reader], [canary("besloten", "punt", part) for part in ITEM_PARTS]), reader
    assert finds(world.secretary, [canary("vertrouwelijk", "punt", "toelichting")])


# ---------------------------------------------------------------- mail and snapshots
def test_no_mail_carries_a_secret(world, nest):
    set_up(tell_about_publications)()
    set_up(announce)()
    mails = [f"{mail.subject}{mail.text}{mail.html}{mail.headers}" for mail in OutgoingMail.objects.all()]
    assert mails
    assert words_in("".join(mails)) == set()


def test_a_snapshot_holds_what_its_audience_may_read(nest):
    frozen = {
        row.audience: words_in(f"{row.data}{row.html}{row.changes}")
        for row in AgendaPublication.objects.all()
    }
    assert frozen == {
        "openbaar": set(),
        "besloten": {
            *(canary("besloten", "punt", part) for part in ITEM_PARTS),
            canary("besloten", "los", "stuk"),
            canary("besloten", "onderdeel"),
        },
    }
