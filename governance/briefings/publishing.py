"""Publishing: freeze what was approved. The PDF is made first, without a lock: that may take a minute."""

import html
import json
from dataclasses import dataclass

from django.urls import reverse

from governance.briefings.attached import Files, closed_files, with_files
from governance.briefings.changes import changes_between
from governance.briefings.document import build, decided_digest
from governance.briefings.errors import Changed, Refused
from governance.briefings.following import read_along_with
from governance.briefings.models import Briefing
from governance.briefings.printing import templates_sha256, to_html, to_pdf, to_plain
from governance.briefings.proof import address_of, new_code
from governance.briefings.publication import BriefingPublication
from governance.briefings.reviewing import Verdict
from governance.briefings.structure import Sort
from zorgzaam.killpoints import killpoint
from zorgzaam.pdf import Rendered
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity
from zorgzaam.snapshots import canonical, digest
from zorgzaam.woo.documents import Handling

CHANGED_MEANWHILE = (
    "Het stuk is veranderd terwijl de PDF werd gemaakt. Er is niets gepubliceerd. "
    "Kijk wat er anders is en publiceer daarna opnieuw."
)
CHANGED_SINCE_ASKED = (
    "Het stuk is veranderd sinds je vroeg om het te publiceren. Er is niets gepubliceerd. "
    "Kijk wat er anders is en publiceer daarna opnieuw."
)


@dataclass(frozen=True)
class Prepared:
    """A briefing as it is to be published, and the digest of what was decided on then."""

    text: str
    decided: str
    code: str
    address: str
    printed: Rendered


def prepare(briefing: Briefing, asked: str = "") -> Prepared:
    """The document and its PDF, as the briefing is now. Raises Refused, or PdfError where no PDF could be made.

    `asked` is the digest of what somebody asked to publish; raises Changed where it is another by now.
    Takes no lock and changes nothing.
    """
    text = canonical(build(briefing))
    decided = decided_digest(briefing, text)
    if asked and asked != decided:
        raise Changed(CHANGED_SINCE_ASKED)
    _refuse_unapproved(briefing, text)
    _refuse_closing(briefing, _newest(briefing))
    code = new_code()
    address = address_of(code)
    return Prepared(text, decided, code, address, to_pdf(text, address=address))


def publish(briefing: Briefing, prepared: Prepared, by: Person) -> BriefingPublication:
    """Make the next version of what was prepared. Call it with the briefing locked and read again.

    Raises Changed where the briefing is another than was prepared, Refused where it may not be published now.
    """
    text, printed = prepared.text, prepared.printed
    now = canonical(build(briefing))
    if decided_digest(briefing, now) != prepared.decided:
        raise Changed(CHANGED_MEANWHILE)
    _refuse_unapproved(briefing, now)
    previous = _newest(briefing)
    _refuse_closing(briefing, previous)
    version = previous.version + 1 if previous else 1
    closed = closed_files(briefing)
    page = to_html(
        text, file_url=lambda part: reverse("briefing_attachment", args=[briefing.pk, version, part])
    )
    killpoint("briefing.before_publication")
    return BriefingPublication.objects.create(
        briefing=briefing,
        version=version,
        subject=briefing.subject,
        registration_number=briefing.registration_number,
        dated_on=briefing.day,
        code=prepared.code,
        canonical=text,
        canonical_sha256=digest(text),
        html=page,
        html_sha256=digest(page),
        plain=html.unescape(to_plain(text)),
        pdf=printed.pdf,
        pdf_sha256=printed.sha256,
        pdf_size=len(printed.pdf),
        made_with={**printed.versions, "templates": templates_sha256(), "address": prepared.address},
        closed_files=closed,
        handled=_handled(briefing),
        changes=_changes(briefing, text, closed),
        published_by=by,
        publicity=briefing.publicity,
        publicity_ground=briefing.publicity_ground,
        publicity_until=briefing.publicity_until,
        embargo_until=briefing.embargo_until,
        woo_category=briefing.woo_category,
    )


def _handled(briefing: Briefing) -> list[list[str]]:
    """What was done with it, for the Woo-index: on which day it was determined, and signed where it bears names."""
    determined = briefing.determinations.order_by("-at").first() if briefing.determined_by_id else None
    decided_on = determined.on if determined else briefing.decided_on
    found = [[Handling.DETERMINED.value, decided_on.isoformat()]] if decided_on else []
    if briefing.structure.has(Sort.SIGNATURES):
        found.append([Handling.SIGNED.value, briefing.day.isoformat()])
    return found


def _changes(briefing: Briefing, text: str, closed: Files) -> list[str]:
    """What is different since the last version that everybody may read who reads this one: of any other it would
    tell what they may not know. That a closed file is another one is said, and nothing of either."""
    known = briefing.publications.filter(read_along_with(briefing))
    previous = known.defer("html", "plain", "pdf", "search").order_by("-version").first()
    if previous is None:
        return []
    old, new = json.loads(previous.canonical), json.loads(text)
    found = changes_between(old, new)
    if with_files(old["attachments"], previous.closed_files) != with_files(new["attachments"], closed):
        found.append("De bijlagen zijn veranderd.")
    return found


def _newest(briefing: Briefing) -> BriefingPublication | None:
    return briefing.publications.order_by("-version").first()


def refuse_unapproved(briefing: Briefing) -> None:
    """Records may change after an approval; then somebody has to look again. Raises Refused."""
    _refuse_unapproved(briefing, canonical(build(briefing)))


def _refuse_unapproved(briefing: Briefing, text: str) -> None:
    """The last approval and the last determination are about this very text. Raises Refused."""
    now = decided_digest(briefing, text)
    approval = briefing.reviews.filter(verdict=Verdict.APPROVED).order_by("-at").first()
    determined = briefing.determinations.order_by("-at").first() if briefing.determined_by_id else None
    if approval is None or {row.text_sha256 for row in (approval, determined) if row} != {now}:
        raise Refused(
            "Sinds het akkoord zijn er gegevens veranderd die in dit stuk staan, of de geheimhouding die erop rust. "
            "Stuur het terug naar concept, kijk wat er anders is en laat het opnieuw nakijken."
        )


def _refuse_closing(briefing: Briefing, previous: BriefingPublication | None) -> None:
    if previous and previous.publicity == Publicity.PUBLIC and briefing.publicity != Publicity.PUBLIC:
        raise Refused(
            "Een eerdere versie is openbaar. Daarvan kun je geen besloten versie maken; trek het stuk in."
        )
