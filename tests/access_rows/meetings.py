"""Meetings, in every state: when and where is for everybody once published.

Of a draft who sits in the body knows that it comes; who keeps the agenda works on it. In the werkbank a visitor is sent
to the login whether the object exists or not.
"""

from tests.access_rows import ALL, Row, only
from tests.governance import states
from tests.governance.rows import (
    GONE,
    KEEPERS,
    NOBODY,
    SIGNED_IN,
    SITTING,
    desk,
    pk_of,
    post,
    site,
    the_body,
)

DESK = (
    *("meeting_edit", "meeting_publish", "meeting_cancel", "meeting_withdraw", "meeting_history"),
    *("item_new", "agenda_paste", "desk_now", "meeting_fit"),
)

ROWS = {
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
ROWS["agenda_pasted"] = PASTED
for page in DESK:
    ROWS |= {
        page: desk(pk_of(states.published, "meeting"), KEEPERS, absent=GONE),
        f"{page}@concept": desk(pk_of(states.draft, "meeting"), KEEPERS, ("member",)),
    }
# There is no agenda to take back yet: who keeps it is sent to its page, which says so.
ROWS["meeting_withdraw@concept"] = Row(
    404,
    {**dict.fromkeys((*KEEPERS, "visitor"), 302), "member": 403},
    pk_of(states.draft, "meeting"),
)
