"""Versions of papers, sending many, who did not open them yet, and books.

A file of a paper is for who may read the paper; sending and looking who opened what is for who keeps the agenda. A book
has one address per meeting: everybody who sees the meeting gets the page, and on it what they themselves may read.
"""

from tests.access_rows import ALL, Row
from tests.access_rows.items import KEEPS, SEES
from tests.governance import states
from tests.governance.rows import GONE, KEEPERS, NOBODY, SITTING, desk, pk_of, post, site

VERSION = {"pk": NOBODY, "number": 1}

ROWS: dict[str, Row] = {
    "paper_order": post(pk_of(states.published, "items", "openbaar"), GONE),
    "paper_version@volgende": site(pk_of(states.published, "papers", "openbaar", number=2), ()),
    "bundle": site(pk_of(states.published, "meeting"), absent=GONE),
    "bundle@concept": site(pk_of(states.draft, "meeting"), SITTING),
    "bundle@ingetrokken": site(pk_of(states.withdrawn, "meeting")),
    "bundle_ask": post(pk_of(states.published, "meeting"), GONE),
    # Nobody asked for it yet: back to the page where that is done.
    "bundle_file": Row(
        404, dict.fromkeys(ALL, 302), pk_of(states.published, "meeting"), GONE, dict.fromkeys(ALL, 404)
    ),
    "bundle_file@concept": Row(404, dict.fromkeys(SITTING, 302), pk_of(states.draft, "meeting")),
}
for page in ("papers_send", "papers_place", "papers_unread"):
    ROWS |= {
        page: desk(pk_of(states.published, "meeting"), KEEPERS, absent=GONE),
        f"{page}@concept": desk(pk_of(states.draft, "meeting"), KEEPERS, ("member",)),
    }
for key, readers in SEES.items():
    at = "" if key == "openbaar" else f"@{key}"
    gone = None if at else GONE
    paper = pk_of(states.published, "papers", key)
    ROWS |= {
        f"paper_versions{at}": site(paper, readers, gone),
        f"paper_version{at}": site(
            pk_of(states.published, "papers", key, number=1), readers, None if at else VERSION
        ),
        f"paper_replace{at}": desk(paper, KEEPS[key], readers, gone),
    }
