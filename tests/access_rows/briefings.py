"""Briefings, in every state: drafts are for the netwerkbureau and for whom one was shared with."""

from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance import states
from tests.governance.rows import GONE, NOBODY, SIGNED_IN, desk, pk_of, post, site

STATEN = ("statenlid", "clerk")
PART = {"pk": NOBODY, "part": NOBODY}
VERSION = {"pk": NOBODY, "version": 1}


def section_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).sections.get().pk}


def block_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).sections.get().blocks.get().pk}


def row_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).attachments.first().pk}


def point_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).points.first().pk}


def ground_of(state):
    return lambda world: {"pk": state(world).pk, "part": state(world).points.first().grounds.first().pk}


def argument_of(state):
    return lambda world: {**point_of(state)(world), "kind": "argument"}


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
    *("briefing_attachment_new", "briefing_withdraw", "briefing_share", "briefing_follows"),
)
PARTS = {
    "briefing_section": section_of,
    "briefing_text_new": section_of,
    "briefing_fragment_new": section_of,
    "briefing_text": block_of,
    "briefing_attachment_edit": row_of,
}
MOVES = (
    ("section", section_of, states.draft_letter),
    ("block", block_of, states.draft_letter),
    ("row", row_of, states.draft_letter),
    ("point", point_of, states.draft_proposal),
    ("ground", ground_of, states.draft_proposal),
)

ROWS = {
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
    "briefing_publishing": Row(
        404,
        only(BUREAU, otherwise=404, status=302),
        pk_of(states.draft_letter),
        GONE,
        only((), otherwise=404),
    ),
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
    "briefing_draft_word": desk(pk_of(states.shared_letter), (*BUREAU, "chair"), (), GONE),
    "briefing_draft_print": desk(pk_of(states.shared_letter), (*BUREAU, "chair"), (), GONE),
    # On to the page that offers to make it.
    "briefing_draft_pdf": Row(
        404,
        only((*BUREAU, "chair"), otherwise=404, status=302),
        pk_of(states.shared_letter),
        GONE,
        only((), otherwise=404),
    ),
    **{
        f"briefing_{name}_{way}": post(where(state), PART)
        for name, where, state in MOVES
        for way in ("up", "down", "remove")
    },
    "briefing_objective": desk(pk_of(states.draft_proposal), BUREAU, (), GONE),
    "briefing_point_new": desk(pk_of(states.draft_proposal), BUREAU, (), GONE),
    "briefing_point": desk(point_of(states.draft_proposal), BUREAU, (), PART),
    "briefing_ground": desk(ground_of(states.draft_proposal), BUREAU, (), PART),
    "briefing_ground_new": desk(argument_of(states.draft_proposal), BUREAU, (), {**PART, "kind": "argument"}),
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
    read = {who: code for who, code in told.items() if code == 200}
    nothing = dict.fromkeys(ALL, 404)
    absent, absent_version = (GONE, VERSION) if not at else (None, None)
    ROWS |= {
        f"briefing{at}": Row(404, told, pk_of(state), absent, nothing),
        f"briefing_version{at}": Row(404, told, pk_of(state, version=1), absent_version, nothing),
        f"briefing_changed{at}": Row(404, read | archive, pk_of(state, version=1), absent_version, nothing),
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
        ROWS[f"{page}{at}"] = desk(pk_of(state), (*writers, *reviewers), (), None if at else GONE)
    for page in WRITING if not at else WRITING[:1]:
        ROWS[f"{page}{at}"] = desk(pk_of(state), writers, reviewers, None if at else GONE)
    if state in (states.draft_letter, states.shared_letter):
        ROWS[f"briefing_draft_file{at}"] = desk(
            file_of(state), (*writers, *reviewers), (), None if at else PART
        )
    for page, of in PARTS.items() if not at else [("briefing_section", section_of)]:
        ROWS[f"{page}{at}"] = desk(of(state), writers, reviewers, None if at else PART)

# A code is as good as the paper it stands on, and tells nobody more than they may read.
NO_CODE = {"code": "AAAA-AAAA-AAAA"}


def code_of(state):
    return lambda world: {"code": state(world).publications.get().code}


ROWS |= {
    "briefing_proof_door": Row(200),
    "briefing_proof": site(code_of(states.published_letter), absent=NO_CODE),
    "briefing_proof@besloten": site(code_of(states.closed_letter), (*BUREAU, *STATEN)),
    "briefing_proof@embargo": site(code_of(states.embargoed_letter), BUREAU),
    "briefing_proof@ingetrokken": site(code_of(states.withdrawn_letter)),
}

# For Word there is no tombstone: what was taken back is not there, but for who keeps the archive.
WORD = {
    "": (states.published_letter, ALL),
    "@besloten": (states.closed_letter, (*BUREAU, *STATEN)),
    "@embargo": (states.embargoed_letter, BUREAU),
    "@ingetrokken": (states.withdrawn_letter, BUREAU),
    "@concept": (states.draft_letter, ()),
}
ROWS |= {
    f"briefing_word{at}": site(pk_of(state, version=1), readers, None if at else VERSION)
    for at, (state, readers) in WORD.items()
}

# Only what everybody may read is told to the Woo-index, whoever asks.
WOO = (states.closed_letter, states.embargoed_letter, states.withdrawn_letter, states.draft_letter)
ROWS |= {
    "briefing_woo": site(pk_of(states.published_letter, version=1), absent=VERSION),
    **{f"briefing_woo@{state.__name__}": site(pk_of(state, version=1), ()) for state in WOO},
}
