"""Issues of the newsletter: what was sent is for everybody, what is in the making for who makes it."""

from newsletters.issues.models import BlockKind
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.rows import GONE, NOBODY, desk, post, site
from tests.governance.states import once
from tests.newsletters.issues import making

# An administrator sees that it is there, and makes none.
SEES = (*BUREAU, "admin")


@once
def draft(world):
    issue = making.an_issue(world, "In de maak")
    making.a_block(world, issue)
    return issue


@once
def sent(world):
    issue = making.an_issue(world, "Verzonden")
    making.a_block(
        world, issue, BlockKind.PICTURE, picture=making.a_picture(), picture_name="w.png", picture_words="Wijk"
    )  # fmt: skip
    return making.out(world, issue)


def one(world, **more):
    return {"pk": draft(world).pk, **more}


@once
def the_block(world):
    """Of an issue of its own: what anybody sends may take it away."""
    return {"pk": making.a_block(world, making.an_issue(world, "Met een blok")).pk}


@once
def with_picture(world):
    issue = making.an_issue(world, "Met beeld")
    return making.a_block(
        world, issue, BlockKind.PICTURE, picture=making.a_picture(), picture_name="w.png", picture_words="Wijk"
    )  # fmt: skip


ROWS: dict[str, Row] = {
    "newsletter_archive": Row(200),
    "newsletter_feed": Row(200),
    "newsletter_issue": Row(
        200,
        arguments=lambda world: {"number": sent(world).number, "slug": "verzonden"},
        absent={"number": 99, "slug": "niets"},
        absent_status=dict.fromkeys(ALL, 404),
    ),
    "newsletter_picture": site(lambda world: {"pk": sent(world).blocks.get().pk}, absent=GONE),
    "newsletter_picture@concept": site(lambda world: {"pk": with_picture(world).pk}, SEES),
    "issues": Row(403, only(BUREAU)),
    "issue_new": Row(403, only(BUREAU)),
    "issue_order": post(one, GONE),
    "issue_reader": post(one, GONE),
    "block_remove": post(the_block, GONE),
    "block_edit": desk(the_block, BUREAU, SEES, GONE),
    "block_new": desk(lambda world: one(world, kind="tekst"), BUREAU, SEES, {"pk": NOBODY, "kind": "tekst"}),
}
for page in ("issue_desk", "issue_edit", "issue_discard", "issue_offers", "issue_preview", "issue_mail"):
    ROWS |= {
        page: desk(one, BUREAU, SEES, GONE),
        f"{page}@verzonden": desk(lambda world: {"pk": sent(world).pk}, BUREAU),
    }
