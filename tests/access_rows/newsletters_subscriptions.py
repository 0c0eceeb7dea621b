"""Who reads the newsletter: asking is for everybody, the rest behind the reader's own link, the list for the bureau."""

import uuid

from newsletters.subscriptions.states import SubscriberState
from newsletters.subscriptions.subscribing import token_of
from tests.access_rows import ALL, Row
from tests.newsletters.subscriptions.readers import reader

ABSENT = dict.fromkeys(ALL, 404)


def of(state=SubscriberState.ACTIVE):
    """The secret of a reader in this state."""
    return lambda world: {"secret": reader(f"lezer-{uuid.uuid4().hex[:8]}", state).secret}


def question(world):
    return {"token": token_of(reader(f"lezer-{uuid.uuid4().hex[:8]}", SubscriberState.ASKED))}


def own(arguments, status=200):
    return Row(status, {}, arguments, {"secret": "niets"}, ABSENT)


ROWS = {
    "newsletter": Row(200),
    "newsletter_sent": Row(200),
    "newsletter_confirm": Row(200, {}, question, {"token": "niets"}, ABSENT),
    "newsletter_own": own(of()),
    "newsletter_own@afgemeld": own(of(SubscriberState.ENDED)),
    "newsletter_end": own(of()),
    "newsletter_end@afgemeld": own(of(SubscriberState.ENDED)),
    "newsletter_again": own(of(), status=405),
}
