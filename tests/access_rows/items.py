"""Agenda items and papers, in every state and publicity that decides who gets in.

The sentences behind the table: `openbaar` is for everybody once published, `besloten` for who sits in the body,
`vertrouwelijk` for its chair and secretary and for whom it was shared with, under embargo for who keeps the agenda. An
administrator and the netwerkbureau without a mandate in the body are nobody special here.
"""

from tests.access_rows import ALL, Row
from tests.governance import states
from tests.governance.rows import GONE, KEEPERS, OFFICES, SITTING, desk, pk_of, site

DESK = ("item_edit", "paper_new", "parallel")

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


def item_page(key):
    """Who keeps it or had it shared reads it on its own page; others are sent to the line on the agenda."""
    own_page = {**dict.fromkeys(KEEPS[key], 200), **({"statenlid": 200} if key == "gedeeld" else {})}
    told = dict.fromkeys(SEES[key], 302) | own_page
    return Row(404, told, pk_of(states.published, "items", key))


ROWS = {
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
    ROWS |= {
        f"paper{at}": site(paper, readers, gone),
        f"paper_edit{at}": desk(paper, KEEPS[key], readers, gone),
        f"paper_share{at}": desk(paper, OFFICES, readers, gone),
    }
    if key != "onder besloten punt":
        item = pk_of(states.published, "items", key)
        ROWS |= {
            f"item{at}": item_page(key),
            f"item_share{at}": desk(item, OFFICES, readers, gone),
            **{f"{page}{at}": desk(item, KEEPS[key], readers, gone) for page in DESK},
        }
