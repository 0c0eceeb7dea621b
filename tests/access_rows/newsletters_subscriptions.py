"""Who reads the newsletter: asking is for everybody, the rest behind the reader's own link, the list for the bureau."""

import uuid

from newsletters.subscriptions.states import SubscriberState
from newsletters.subscriptions.subscribing import token_of
from tests.access_rows import ALL, BUREAU, Row, only
from tests.newsletters.subscriptions.readers import a_list, reader

ABSENT = dict.fromkeys(ALL, 404)
DESK = only(BUREAU)
NOBODY = {"pk": uuid.UUID(int=0)}


def of(state=SubscriberState.ACTIVE):
    """The secret of a reader in this state."""
    return lambda world: {"secret": reader(f"lezer-{uuid.uuid4().hex[:8]}", state).secret}


def question(world):
    return {"token": token_of(reader(f"lezer-{uuid.uuid4().hex[:8]}", SubscriberState.ASKED))}


def somebody(state=SubscriberState.ACTIVE):
    return lambda world: {"pk": reader(f"lezer-{uuid.uuid4().hex[:8]}", state).pk}


def on_a_list(world):
    return {
        "secret": a_list(world.bureau, [f"van-lijst-{uuid.uuid4().hex[:8]}"], asked=True).readers.get().secret
    }


def desk(arguments, status=200):
    """A page of the netwerkbureau about one thing."""
    return Row(403, only(BUREAU, status=status), arguments, NOBODY, only(BUREAU, status=404))


def a_file(world):
    return {"pk": a_list(world.bureau, ["nieuw"], applied=False).pk}


def taken_over(world):
    return {"pk": a_list(world.bureau, [f"nieuw-{uuid.uuid4().hex[:8]}"]).pk}


def asked(world):
    return {"pk": a_list(world.bureau, [f"nieuw-{uuid.uuid4().hex[:8]}"], asked=True).pk}


def download():
    return Row(403, DESK, lambda world: {"ending": "ods"}, {"ending": "exe"}, only(BUREAU, status=404))


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
    "newsletter_again": Row(405, {}, of(), {"secret": "niets"}),
    "newsletter_data": own(of()),
    "newsletter_continue": own(on_a_list),
    "subscribers": Row(403, DESK),
    "subscribers_export": download(),
    "subscriber": desk(somebody()),
    "subscriber@vergeten": desk(somebody(SubscriberState.GONE), 404),
    "subscriber_end": desk(somebody()),
    "subscriber_forget": desk(somebody()),
    "subscriber_ask_again": Row(405, {}, somebody(SubscriberState.ASKED), NOBODY),
    "subscriber_data": desk(somebody()),
    "reader_lists": Row(403, DESK),
    "reader_list_sample": download(),
    "reader_list": desk(taken_over),
    "reader_list@bestand": desk(a_file),
    "reader_list@gevraagd": desk(asked),
    "reader_list_ask": desk(taken_over),
    "reader_list_ask@gevraagd": desk(asked, 302),
    "reader_list_hold": Row(405, {}, asked, NOBODY),
}
