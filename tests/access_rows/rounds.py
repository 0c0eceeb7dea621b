"""Letters to several councils at once: the netwerkbureau alone. And feeds, which everybody reads."""

from tests.access_rows import BUREAU, Row, only
from tests.governance import states
from tests.governance.council.registers import a_dossier
from tests.governance.rows import GONE, NOBODY, desk, pk_of, post, site

PARTS = {"pk": NOBODY, "part": NOBODY}
FIRST = {"pk": NOBODY, "version": 1}


def letter(world):
    found = states.a_round(world)
    return {"pk": found.pk, "part": found.letters.get().pk}


def chapter(world):
    found = states.a_round(world)
    return {"pk": found.pk, "part": found.chapters.get().pk}


def council(world):
    return {"pk": states.a_round(world).pk, "council": states.a_round(world).letters.get().council_id}


def for_bureau(arguments, absent):
    """The netwerkbureau gets it; for others there is nothing."""
    return desk(arguments, BUREAU, (), absent)


THE_ROUND = pk_of(states.a_round)

ROWS = {
    "rounds": Row(403, only(BUREAU)),
    "round_new": Row(403, only(BUREAU)),
    **{
        name: for_bureau(THE_ROUND, GONE)
        for name in (
            "round",
            "round_text",
            "round_again",
            "round_chapter_new",
            "round_numbers",
            "round_review",
            "round_determine",
        )
    },
    "round_chapter": for_bureau(chapter, PARTS),
    "round_chapter_remove": for_bureau(chapter, PARTS),
    "round_letter": for_bureau(letter, PARTS),
    "round_paragraph": for_bureau(letter, PARTS),
    "round_signature": for_bureau(council, {"pk": NOBODY, "council": NOBODY}),
    "round_take_over": post(letter, PARTS),
    "round_publish_one": post(letter, PARTS),
    "round_numbers_given": post(THE_ROUND, GONE),
    "round_submit": post(THE_ROUND, GONE),
    "round_publish": post(THE_ROUND, GONE),
    "briefing_read": post(pk_of(states.published_letter, version=1), FIRST),
    "briefings_feed": Row(200),
    "briefings_feed_of_council": site(lambda world: {"pk": world.staten.pk}, absent=GONE),
    "briefings_feed_of_dossier": site(pk_of(lambda world: a_dossier()), absent=GONE),
}
