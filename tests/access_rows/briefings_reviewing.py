"""Comments beside a draft, its determination and the secrecy that rests on it: for who works on the briefing."""

from tests.access_rows import BUREAU
from tests.governance import states
from tests.governance.rows import GONE, NOBODY, desk, pk_of, post

PART = {"pk": NOBODY, "part": NOBODY}


def comment_of(world):
    briefing, comment = states.commented_letter(world)
    return {"pk": briefing.pk, "part": comment.pk}


def secrecy_of(world):
    secrecy = states.secret_letter(world)
    return {"pk": secrecy.briefing_id, "part": secrecy.pk}


ROWS = {
    "briefing_comment": post(pk_of(states.draft_letter), GONE),
    "briefing_comment_reply": post(comment_of, PART),
    "briefing_comment_settle": post(comment_of, PART),
    "briefing_put_before": post(pk_of(states.draft_letter), GONE),
    # The portfolio holder it names, before whom it lies; who else works on it sees that there is such a page.
    "briefing_determine": desk(pk_of(states.letter_to_determine), ("chair",), BUREAU, GONE),
    "briefing_determine@concept": desk(pk_of(states.draft_letter), (), BUREAU),
    # Of the netwerkbureau, who did not write or offer it.
    "briefing_record_determination": desk(
        pk_of(states.letter_to_determine), ("bureau_only",), ("bureau", "chair"), GONE
    ),
    "briefing_record_determination@vertrouwelijk": desk(pk_of(states.confidential_letter), (), ("bureau",)),
    "briefing_secrecy": desk(pk_of(states.draft_letter), BUREAU, (), GONE),
    "briefing_secrecy@gedeeld": desk(pk_of(states.shared_letter), BUREAU, ("chair",)),
    "briefing_secrecy_lift": desk(secrecy_of, BUREAU, (), PART),
    "briefing_secrecy_confirm": desk(secrecy_of, BUREAU, (), PART),
}
