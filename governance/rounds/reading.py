"""One letter of a round as whoever decides about several on one page has it before them."""

from dataclasses import dataclass

from governance.briefings.document import build, decided_digest
from governance.briefings.models import Briefing
from governance.briefings.printing import to_html
from governance.briefings.reach import reach
from governance.briefings.views.editing import draft_file_url
from zorgzaam.snapshots import canonical


@dataclass(frozen=True)
class AsRead:
    """The letter, what stands in no letter but is decided about as well, and the digest (`seen`) of exactly that."""

    letter: str
    seen: str
    reach: list[tuple[str, str]]
    comments: int


def as_read(briefing: Briefing) -> AsRead:
    """The letter as its reader would get it; `comments` is how many are open beside its paragraphs."""
    text = canonical(build(briefing))
    return AsRead(
        # Several letters on one page: places in each begin with its id.
        letter=to_html(
            text, draft=True, file_url=lambda part: draft_file_url(briefing, part), prefix=f"{briefing.pk}-"
        ),
        seen=decided_digest(briefing, text),
        reach=reach(briefing),
        comments=briefing.comments.open().count(),
    )
