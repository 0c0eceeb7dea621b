"""Questions of councils, the answers to them, and what councils asked the network to talk about."""

import uuid

from governance.council.answers import answering
from tests.access_rows import ALL, BUREAU, Row, only
from tests.access_rows.council import CLOSED, HOUSE, KEEPERS, page, press, work
from tests.governance.council.answers import a_contribution, a_file, cleared
from tests.governance.council.registers import a_question


def question(world):
    return a_question(world.staten)


def closed(world):
    return a_question(world.staten, "GEHEIM", **CLOSED)


def in_file(make):
    """The arguments of a page about one question in an answer."""

    def arguments(world):
        file = make(world)
        return {"pk": file.pk, "question": file.letters.get().pk}

    return arguments


def of_the_bureau(make, able=BUREAU):
    """A page of who works on answers: it does not exist for anybody else."""
    return work(make, able, BUREAU)


def in_review(world):
    file = a_file(world)
    answering.submit(file, by=world.bureau)
    return file


def letter(make):
    nobody = {"pk": uuid.UUID(int=0), "question": uuid.UUID(int=0)}
    return Row(404, only(BUREAU, otherwise=404), in_file(make), nobody, only((), otherwise=404))


ROWS = {
    "council_requests": Row(200),
    "council_requests_file": Row(
        200, {}, lambda world: {"kind": "csv"}, {"kind": "exe"}, dict.fromkeys(ALL, 404)
    ),
    "council_questions": Row(200),
    "council_questions_file": Row(
        200, {}, lambda world: {"kind": "csv"}, {"kind": "exe"}, dict.fromkeys(ALL, 404)
    ),
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
    "answer_file_begin": work(question, BUREAU),
    "answer_file_begin@besloten": work(closed, BUREAU, HOUSE),
    "answer_files": Row(403, only(BUREAU)),
    "answer_file": of_the_bureau(a_file),
    "answer_file_write": of_the_bureau(a_file),
    "answer_file_submit": press(a_file),
    "answer_file_clear": of_the_bureau(in_review, ("bureau_only",)),
    "answer_file_reopen": press(a_file),
    "answer_letter": letter(a_file),
    "answer_send": letter(cleared),
    "answer_take_out": Row(405, {}, in_file(a_file)),
    "contribution_ask": of_the_bureau(a_file),
    "contribution": work(a_contribution, (*BUREAU, "partner"), (*BUREAU, "partner")),
    "contribution_withdraw": press(a_contribution),
}
