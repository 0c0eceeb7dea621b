"""Questions of councils, the answers to them, and what councils asked the network to talk about."""

from tests.access_rows import ALL, Row, only
from tests.access_rows.council import CLOSED, HOUSE, KEEPERS, page, press, work
from tests.governance.council.registers import a_question


def question(world):
    return a_question(world.staten)


def closed(world):
    return a_question(world.staten, "GEHEIM", **CLOSED)


ROWS = {
    "council_questions": Row(200),
    "council_question_new": Row(403, only(KEEPERS)),
    "question_terms": Row(403, only(KEEPERS)),
    "question_term": Row(403, only(KEEPERS), lambda world: {"pk": world.staten.pk}),
    "council_question": page(question, ALL),
    "council_question@besloten": page(closed, HOUSE),
    "council_question_edit": work(question, KEEPERS),
    "council_question_edit@besloten": work(closed, KEEPERS, HOUSE),
    "council_question_take_up": press(question),
    "council_question_delay": work(question, KEEPERS),
    "council_question_close": work(question, KEEPERS),
}
