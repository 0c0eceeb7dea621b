"""The schrijfteam's workspace.

`member` leads the schrijfteam of these rows, and `other_member` sits in the programmateam: it sees that there is an
assignment, and reads what was handed in. Nothing is there for anybody else, an administrator included.
"""

from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance import states
from tests.governance.rows import GONE, NOBODY, SIGNED_IN, desk, pk_of, post

INSIDE = (*BUREAU, "member")
PROGRAMME = ("other_member",)
TEAM_PAGES = (
    *("writing_harvest", "writing_harvest_list", "writing_clusters", "writing_ballot", "writing_text"),
    *("harvest_session_new", "worked_task_new", "paragraph_new"),
)
TEAM_POSTS = ("writing_findings", "writing_arrange", "writing_undo")
# They ask before they act. This team handed in, so there is nothing to ask and who may is sent back with a reason.
TEAM_ASKS = ("writing_step", "writing_hand_in")
ROW_PAGES = {
    "harvest_session": "session",
    "harvest_hide": "item",
    "writing_cluster": "cluster",
    "overlap_new": "cluster",
    "overlap_answer": "overlap",
    "worked_task": "task",
    "paragraph": "paragraph",
}
ROW_POSTS = {
    "harvest_session_reopen": "session",
    "harvest_show": "item",
    "writing_cluster_remove": "cluster",
    "worked_task_remove": "task",
    "paragraph_remove": "paragraph",
    "paragraph_up": "paragraph",
    "hand_in_return": "version",
    "hand_in_sign": "version",
    "remark_settle": "remark",
}


def code_of(session):
    return lambda world: {"code": states.schrijfteam(world)[session].code}


def of_the_item(world):
    things = states.schrijfteam(world)
    return {"code": things["open"].code, "item": things["item"].pk}


def written(key):
    return pk_of(states.schrijfteam, key)


def to_take_over(state):
    """The newest version of a schrijfteam and the task in it."""

    def arguments(world):
        things = state(world)
        return {"pk": things["version"].pk, "task": things["task"].pk}

    return arguments


def sent_back(arguments, sees):
    """A page that asks about a step: `INSIDE` gets there, who merely sees the team not."""
    told = dict.fromkeys(sees, 403) | dict.fromkeys(INSIDE, 302) | {"visitor": 302}
    return Row(404, told, arguments, GONE, only((), otherwise=404))


NO_CODE = {"code": "ZZZZZZ"}
ROWS = {
    "writing": SIGNED_IN,
    "writing_new": Row(403, only(BUREAU)),
    "writing_team": desk(written("assignment"), (*INSIDE, *PROGRAMME), (), GONE),
    "writing_settings": desk(written("assignment"), BUREAU, ("member", *PROGRAMME), GONE),
    **{page: desk(written("assignment"), INSIDE, PROGRAMME, GONE) for page in TEAM_PAGES},
    **{page: post(written("assignment"), GONE) for page in TEAM_POSTS},
    **{page: sent_back(written("assignment"), PROGRAMME) for page in TEAM_ASKS},
    "harvest_session_close": sent_back(written("session"), ()),
    **{page: desk(written(key), INSIDE, (), GONE) for page, key in ROW_PAGES.items()},
    **{page: post(written(key), GONE) for page, key in ROW_POSTS.items()},
    "hand_in": desk(written("version"), (*INSIDE, *PROGRAMME), (), GONE),
    "hand_in_take_over": Row(
        404,
        only((*BUREAU, *PROGRAMME), otherwise=404, status=302) | {"member": 403},
        to_take_over(states.schrijfteam),
        {"pk": NOBODY, "task": NOBODY},
        only((), otherwise=404),
    ),
    "hand_in_take_over@akkoord": Row(
        404,
        only((*BUREAU, *PROGRAMME), otherwise=404) | {"member": 403},
        to_take_over(states.agreed_text),
    ),
    **{
        page: Row(
            404,
            only((*BUREAU, *PROGRAMME), otherwise=404) | {"member": 403},
            to_take_over(states.agreed_text),
            {"pk": NOBODY, "task": NOBODY},
            only((), otherwise=404),
        )
        for page in ("hand_in_leave_out", "hand_in_bring_back")
    },
    "remark_new": desk(written("version"), PROGRAMME, INSIDE, GONE),
    "remark_answer": desk(written("remark"), (*INSIDE, *PROGRAMME), (), GONE),
    "harvest_door": Row(200),
    "harvest_guest": Row(
        200, arguments=code_of("open"), absent=NO_CODE, absent_status=dict.fromkeys(ALL, 404)
    ),
    "harvest_guest_list": Row(
        200, arguments=code_of("open"), absent=NO_CODE, absent_status=dict.fromkeys(ALL, 404)
    ),
    "harvest_guest_take_back": Row(405, arguments=of_the_item, absent={**NO_CODE, "item": NOBODY}),
    "harvest_guest@gesloten": Row(410, arguments=code_of("session")),
    "harvest_guest_list@gesloten": Row(286, arguments=code_of("session")),
}
