"""Bodies, meetings and briefings, in every state and publicity that decides who gets in.

The sentences behind the table: `openbaar` is for everybody once published, `besloten` for who sits in the body,
`vertrouwelijk` for its chair and secretary and for whom it was shared with, under embargo for who keeps the agenda. An
administrator and the netwerkbureau without a mandate in the body are nobody special here. Drafts of briefings are for
the netwerkbureau. In the werkbank a visitor is sent to the login whether the object exists or not.
"""

import uuid
from typing import Any

from governance.bodies.models import Mandate, Seat
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance import states

NOBODY = uuid.UUID(int=0)

# Of the coalition, whose agendas these are; `bureau` is staff there.
OFFICES = ("secretary", "chair")
KEEPERS = ("bureau", *OFFICES)
SITTING = (*KEEPERS, "member")
STATEN = ("statenlid", "clerk")
SIGNED_IN = Row(200, {"visitor": 302})
GONE = {"pk": NOBODY}
POST_ONLY = 405


def site(arguments, readers=ALL, absent=None, otherwise=404, **per_reader):
    """A public page: these readers get it, others `otherwise`; `per_reader` are exceptions."""
    told = {**dict.fromkeys(readers, 200), **per_reader}
    return Row(otherwise, told, arguments, absent, dict.fromkeys(ALL, 404) if absent else {})


def desk(arguments, able, sees=ALL, absent=None):
    """A page of the werkbank: `able` get it, who merely sees the thing 403, others 404, a visitor the login."""
    told = dict.fromkeys(sees, 403) | dict.fromkeys(able, 200) | {"visitor": 302}
    return Row(404, told, arguments, absent, only((), otherwise=404) if absent else {})


def post(arguments, absent=None):
    """Acts on POST only."""
    return Row(POST_ONLY, arguments=arguments, absent=absent)


def pk_of(state, *keys, **more):
    """Arguments for the address of a thing in `states`: the way down to it, and what else the address needs."""

    def arguments(world):
        found: Any = state(world)
        for key in keys:
            found = found[key]
        return {"pk": found.pk, **more}

    return arguments


# ---------------------------------------------------------------- bodies
def the_body(world):
    return {"pk": world.coalition.pk}


def a_mandate(world):
    return {"pk": Mandate.objects.get(person=world.member.person, body=world.coalition).pk}


def a_named_mandate(world):
    """The person agreed to be named: everybody sees the mandate, the netwerkbureau alone ends it."""
    type(world.member.person).objects.filter(pk=world.member.person_id).update(named_publicly=True)
    return a_mandate(world)


def a_seat(world):
    return {"pk": Seat.objects.get(body=world.coalition).pk}


BODIES = {
    "network": Row(200),
    "body": site(the_body, absent=GONE),
    "werkbank_bodies": Row(403, only(BUREAU)),
    "body_staffing": desk(the_body, BUREAU, absent=GONE),
    "body_hand_over": desk(the_body, BUREAU, absent=GONE),
    "mandate_add": desk(the_body, BUREAU, absent=GONE),
    "seat_add": desk(the_body, BUREAU, absent=GONE),
    "mandate_end": desk(a_mandate, BUREAU, (*SITTING, "admin"), absent=GONE),
    "seat_end": desk(a_seat, BUREAU, absent=GONE),
}

# ---------------------------------------------------------------- meetings
MEETING_DESK = (
    *("meeting_edit", "meeting_publish", "meeting_cancel", "meeting_withdraw", "meeting_history"),
    *("item_new", "agenda_paste", "desk_now", "meeting_fit"),
)
ITEM_DESK = ("item_edit", "paper_new", "parallel")

# Who sees an item or a paper, and who of those works on it, by publicity.
SEES = {
    "openbaar": ALL,
    "besloten": SITTING,
    "vertrouwelijk": OFFICES,
    "embargo": KEEPERS,
    "gedeeld": (*OFFICES, "statenlid"),
    "verlopen": OFFICES,
    "onder besloten punt": SITTING,
}
KEEPS = {key: OFFICES if key in ("vertrouwelijk", "gedeeld", "verlopen") else KEEPERS for key in SEES}

PAGES = {
    "agenda": Row(200),
    "meetings": SIGNED_IN,
    # Keeps the agenda of some body: for `bureau_only` that is the netwerkbureau's own.
    "meeting_new": Row(403, only((*KEEPERS, "bureau_only"))),
    "meeting": site(pk_of(states.published, "meeting"), absent=GONE),
    # When and where; the agenda of a draft follows (see "item@concept").
    "meeting@concept": site(pk_of(states.draft, "meeting"), SITTING),
    "meeting@afgezegd": site(pk_of(states.cancelled, "meeting")),
    "meeting@ingetrokken": site(pk_of(states.withdrawn, "meeting"), KEEPERS, otherwise=410),
    "meeting_version": site(pk_of(states.published, "meeting", number=1), absent={"pk": NOBODY, "number": 1}),
    "meeting_version@volgende": site(pk_of(states.published, "meeting", number=2), ()),
    "meeting_version@concept": site(pk_of(states.draft, "meeting", number=1), ()),
    "meeting_version@ingetrokken": site(pk_of(states.withdrawn, "meeting", number=1), KEEPERS, otherwise=410),
    # Only a draft is thrown away: who keeps a published agenda is sent back to it.
    "meeting_discard": Row(
        404,
        {**dict.fromkeys(ALL, 403), **dict.fromkeys((*KEEPERS, "visitor"), 302)},
        pk_of(states.published, "meeting"),
        GONE,
        only((), otherwise=404),
    ),
    "meeting_discard@concept": desk(pk_of(states.draft, "meeting"), KEEPERS, ("member",)),
    "meeting_bring_back": post(pk_of(states.published, "meeting"), GONE),
    "parking_lot": desk(the_body, KEEPERS, absent=GONE),
    "lot_item_new": desk(the_body, KEEPERS, absent=GONE),
    "agenda_order": post(pk_of(states.published, "meeting"), GONE),
    "meeting_shift": post(pk_of(states.published, "meeting"), GONE),
    "meeting_fit_undo": post(pk_of(states.published, "meeting"), GONE),
    "item_add": post(pk_of(states.published, "meeting"), GONE),
    "item_place": post(pk_of(states.parked), GONE),
    "item_bring_back": post(pk_of(states.parked), GONE),
    "item_park": post(pk_of(states.published, "items", "openbaar"), GONE),
    "item_nest": post(pk_of(states.published, "items", "openbaar"), GONE),
    "item_loosen": post(pk_of(states.published, "items", "openbaar"), GONE),
    "parallel_remove": post(pk_of(states.published, "items", "openbaar"), GONE),
    "item_remove": post(pk_of(states.published, "items", "besloten"), GONE),
    "paper_remove": post(pk_of(states.published, "papers", "openbaar"), GONE),
    "paper_bring_back": post(pk_of(states.published, "papers", "openbaar"), GONE),
    "item_share_stop": post(pk_of(states.published, "items", "gedeeld", share=1), {"pk": NOBODY, "share": 1}),
    "paper_share_stop": post(
        pk_of(states.published, "papers", "gedeeld", share=1), {"pk": NOBODY, "share": 1}
    ),
}
# Without a text pasted in this session who keeps the agenda is sent to where it is pasted.
PASTED = Row(
    404,
    dict.fromkeys(ALL, 403) | dict.fromkeys((*KEEPERS, "visitor"), 302),
    pk_of(states.published, "meeting", draft=NOBODY),
    {"pk": NOBODY, "draft": NOBODY},
    only((), otherwise=404),
)
PAGES["agenda_pasted"] = PASTED
for page in MEETING_DESK:
    PAGES |= {
        page: desk(pk_of(states.published, "meeting"), KEEPERS, absent=GONE),
        f"{page}@concept": desk(pk_of(states.draft, "meeting"), KEEPERS, ("member",)),
    }
# There is no agenda to take back yet: who keeps it is sent to its page, which says so.
PAGES["meeting_withdraw@concept"] = Row(
    404,
    {**dict.fromkeys((*KEEPERS, "visitor"), 302), "member": 403},
    pk_of(states.draft, "meeting"),
)


def item_page(key):
    """Who keeps it or had it shared reads it on its own page; others are sent to the line on the agenda."""
    own_page = {**dict.fromkeys(KEEPS[key], 200), **({"statenlid": 200} if key == "gedeeld" else {})}
    told = dict.fromkeys(SEES[key], 302) | own_page
    return Row(404, told, pk_of(states.published, "items", key))


ITEMS = {
    "item@concept": site(pk_of(states.draft, "item"), KEEPERS),
    "item@geparkeerd": site(pk_of(states.parked), KEEPERS),
    "item@ingetrokken": site(pk_of(states.withdrawn, "item"), KEEPERS),
    "item@bestaat niet": site(lambda world: GONE, ()),
    "paper@concept": site(pk_of(states.draft, "paper"), KEEPERS),
    "paper@afgezegd": site(pk_of(states.cancelled, "paper")),
    "paper@ingetrokken": site(pk_of(states.withdrawn, "paper"), KEEPERS),
    "item_edit@geparkeerd": desk(pk_of(states.parked), KEEPERS, ()),
    "paper_edit@concept": desk(pk_of(states.draft, "paper"), KEEPERS, ()),
}
for key, readers in SEES.items():
    at = "" if key == "openbaar" else f"@{key}"
    gone = None if at else GONE
    paper = pk_of(states.published, "papers", key)
    ITEMS |= {
        f"paper{at}": site(paper, readers, gone),
        f"paper_edit{at}": desk(paper, KEEPS[key], readers, gone),
        f"paper_share{at}": desk(paper, OFFICES, readers, gone),
    }
    if key != "onder besloten punt":
        item = pk_of(states.published, "items", key)
        ITEMS |= {
            f"item{at}": item_page(key),
            f"item_share{at}": desk(item, OFFICES, readers, gone),
            **{f"{page}{at}": desk(item, KEEPS[key], readers, gone) for page in ITEM_DESK},
        }

# ---------------------------------------------------------------- briefings
PART = {"pk": NOBODY, "part": NOBODY}
VERSION = {"pk": NOBODY, "version": 1}


def section_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).sections.get().pk}


def block_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).sections.get().blocks.get().pk}


def row_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).attachments.first().pk}


def attachment_of(state, woo_public):
    def arguments(world):
        row = state(world).attachments.get(woo_public=woo_public)
        return {"pk": state(world).pk, "version": 1, "part": row.pk}

    return arguments


def file_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).attachments.get(woo_public=True).pk}


READING = ("briefing_compose", "briefing_preview", "briefing_history", "briefing_review")
WRITING = (
    *("briefing_header", "briefing_core", "briefing_follow_up", "briefing_section_new"),
    *("briefing_attachment_new", "briefing_withdraw", "briefing_share"),
)
PARTS = {
    "briefing_section": section_of,
    "briefing_text_new": section_of,
    "briefing_fragment_new": section_of,
    "briefing_text": block_of,
    "briefing_attachment_edit": row_of,
}
MOVES = {"section": section_of, "block": block_of, "row": row_of}

BRIEFINGS = {
    "briefings_published": Row(200),
    "briefings": SIGNED_IN,
    "briefing_new": Row(403, only(BUREAU)),
    "briefing_attachment": site(
        attachment_of(states.published_letter, True), absent={**VERSION, "part": NOBODY}
    ),
    "briefing_attachment@niet openbaar": site(
        attachment_of(states.published_letter, False), (*BUREAU, *STATEN)
    ),
    "briefing_attachment@besloten": site(attachment_of(states.closed_letter, True), (*BUREAU, *STATEN)),
    "briefing_attachment@concept": site(attachment_of(states.draft_letter, True), ()),
    "briefing_attachment@ingetrokken": site(attachment_of(states.withdrawn_letter, True), BUREAU),
    "briefing_publish": post(pk_of(states.draft_letter), GONE),
    "briefing_revise": post(pk_of(states.draft_letter), GONE),
    "briefing_submit": post(pk_of(states.draft_letter), GONE),
    "briefing_share_end": post(
        lambda world: {
            "pk": states.shared_letter(world).pk,
            "share_pk": states.shared_letter(world).shares.get().pk,
        },
        {"pk": NOBODY, "share_pk": 1},
    ),
    "briefing_draft_pdf": desk(pk_of(states.shared_letter), (*BUREAU, "chair"), (), GONE),
    **{
        f"briefing_{name}_{way}": post(where(states.draft_letter), PART)
        for name, where in MOVES.items()
        for way in ("up", "down", "remove")
    },
}

# The page for readers, an earlier version of it, and the PDF: who gets them in each state.
READ = {
    "": (states.published_letter, dict.fromkeys(ALL, 200)),
    "@concept": (states.draft_letter, {}),
    "@gedeeld": (states.shared_letter, {}),
    "@vertrouwelijk": (states.confidential_letter, {}),
    "@besloten": (states.closed_letter, dict.fromkeys((*BUREAU, *STATEN), 200)),
    "@embargo": (states.embargoed_letter, dict.fromkeys(BUREAU, 200)),
    "@ingetrokken": (states.withdrawn_letter, dict.fromkeys(ALL, 410)),
    "@nooit gepubliceerd": (states.dropped_letter, dict.fromkeys(BUREAU, 410)),
}
for at, (state, told) in READ.items():
    # For the archive who worked on it still gets the file of what was taken back.
    archive = dict.fromkeys(BUREAU, 200) if at == "@ingetrokken" else {}
    nothing = dict.fromkeys(ALL, 404)
    absent, absent_version = (GONE, VERSION) if not at else (None, None)
    BRIEFINGS |= {
        f"briefing{at}": Row(404, told, pk_of(state), absent, nothing),
        f"briefing_version{at}": Row(404, told, pk_of(state, version=1), absent_version, nothing),
        f"briefing_pdf{at}": Row(404, told | archive, pk_of(state, version=1), absent_version, nothing),
    }

# The composer exists for who works on the briefing; for others it is not there, whatever was published. One door
# guards all its pages, so states other than a plain draft try one page for reading, one for writing and one part.
HANDS = {
    "": (states.draft_letter, BUREAU, ()),
    "@gedeeld": (states.shared_letter, BUREAU, ("chair",)),
    "@vertrouwelijk": (states.confidential_letter, ("bureau",), ()),
    "@openbaar": (states.published_letter, BUREAU, ()),
    "@ingetrokken": (states.withdrawn_letter, BUREAU, ()),
}
for at, (state, writers, reviewers) in HANDS.items():
    for page in READING if not at else READING[:1]:
        BRIEFINGS[f"{page}{at}"] = desk(pk_of(state), (*writers, *reviewers), (), None if at else GONE)
    for page in WRITING if not at else WRITING[:1]:
        BRIEFINGS[f"{page}{at}"] = desk(pk_of(state), writers, reviewers, None if at else GONE)
    if state in (states.draft_letter, states.shared_letter):
        BRIEFINGS[f"briefing_draft_file{at}"] = desk(
            file_of(state), (*writers, *reviewers), (), None if at else PART
        )
    for page, of in PARTS.items() if not at else [("briefing_section", section_of)]:
        BRIEFINGS[f"{page}{at}"] = desk(of(state), writers, reviewers, None if at else PART)

# ---------------------------------------------------------------- writing
# `member` leads the schrijfteam of these rows, and `other_member` sits in the programmateam: it sees that there is an
# assignment, and reads what was handed in. Nothing is there for anybody else, an administrator included.
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
WRITING = {
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

ROWS = BODIES | PAGES | ITEMS | BRIEFINGS | WRITING
