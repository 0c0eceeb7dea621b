"""Publishing minutes, frozen per audience, and approving them at an item of a later meeting.

The PDFs are made before anything is locked; under the lock the content has to be the same still.
"""

import datetime
import json
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from governance.live.opening import held_on
from governance.meetings.models import AgendaItem, Audience
from governance.meetings.order import lock
from governance.minutes.content import Content, content_of
from governance.minutes.lines import keep_lines
from governance.minutes.models import Minutes, MinutesPublication, MinutesState
from governance.minutes.printing import to_html, to_pdf, to_plain
from governance.series.models import Slip
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.house import House
from zorgzaam.pdf import Rendered
from zorgzaam.snapshots import canonical, digest
from zorgzaam.versions import StaleVersion

NOT_LATER = "Kies een punt van een latere vergadering van hetzelfde overleg."
NOT_BEGUN = "Dit kan pas als die vergadering is begonnen."
OFF = "Die vergadering gaat niet door. Kies een punt van een vergadering die is gehouden."
NOT_REACHED = (
    "Aan dat punt is die vergadering niet toegekomen. Kies het punt waarbij het verslag is vastgesteld."
)
NOT_PUBLISHED = "Publiceer het verslag eerst, zodat de leden het kunnen lezen."
CHANGED = "Het verslag is na de publicatie gewijzigd. Publiceer eerst de nieuwe versie."


@dataclass(frozen=True)
class Made:
    """One audience: its content, as page and as PDF."""

    content: Content
    html: str
    pdf: Rendered


def proof(minutes: Minutes) -> str:
    """What a page shows of the minutes as they stand now, as one hash over both audiences."""
    return digest("\n".join(_words(content_of(minutes, audience)) for audience in Audience))


def _words(content: Content) -> str:
    """What counts as a change. The head of the chain moves on with every decision of any body, and how a decision came
    about is said in words of this code: other words of ours are no other minutes."""
    told = {name: value for name, value in content.items() if name != "chain"}
    told["items"] = [{**line, "decisions": _unworded(line["decisions"])} for line in told["items"]]
    if "also" in told:
        told["also"] = _unworded(told["also"])
    return canonical(told)


def _unworded(decisions: list[Content]) -> list[Content]:
    return [{name: value for name, value in row.items() if name != "method"} for row in decisions]


def is_changed(minutes: Minutes) -> bool:
    """Whether readers have something else than what stands here now; approved minutes stay as they were published."""
    if minutes.is_approved:
        return False
    last = MinutesPublication.objects.filter(minutes=minutes).order_by("-version").light()[:2]
    frozen = {row.audience: _words(json.loads(row.canonical)) for row in last}
    return any(frozen.get(audience) != _words(content_of(minutes, audience)) for audience in Audience)


def publish(minutes: Minutes, *, by: User, seen: str) -> int | None:
    """The new version, or None when nothing changed. StaleVersion when the minutes are not those that were `seen`.

    Raises PdfError when a PDF cannot be made; nothing is published then.
    """
    if proof(minutes) != seen:
        raise StaleVersion
    made = _make(minutes)
    with acting(by), transaction.atomic():
        now = _locked(minutes)
        if proof(now) != seen:
            raise StaleVersion
        if not is_changed(now):
            return None
        version = _freeze(now, made, by)
        if now.state == MinutesState.DRAFT:
            now.state = MinutesState.PUBLISHED
            now.save(update_fields=["state"])
    minutes.refresh_from_db()
    return version


def approve(minutes: Minutes, item: AgendaItem, *, by: User) -> bool:
    """Approved at this item, and published once more with that on it; from now on no word changes. Twice is once.

    ValidationError for an item of another body or of no later meeting, one of a meeting that has to begin or is off,
    one that was not reached, and for minutes that were never published or were changed since. StaleVersion when they
    change meanwhile.
    """
    if minutes.is_approved:
        return False
    _refuse(minutes, item)
    seen = proof(minutes)
    ahead = copy(minutes)
    ahead.approved_in, ahead.approved_on = item, _day_of(item)
    made = _make(ahead)
    with acting(by), transaction.atomic():
        now = _locked(minutes)
        if now.is_approved:
            return False
        _refuse(now, item)
        if is_changed(now):
            raise ValidationError(CHANGED)
        if proof(now) != seen:
            raise StaleVersion
        now.state, now.approved_in, now.approved_on = MinutesState.APPROVED, item, _day_of(item)
        now.save(update_fields=["state", "approved_in", "approved_on"])
        _freeze(now, made, by)
    minutes.refresh_from_db()
    return True


def _locked(minutes: Minutes) -> Minutes:
    lock(minutes.meeting)
    rows = Minutes.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("meeting__body", "approved_in__meeting").get(pk=minutes.pk)


def _make(minutes: Minutes) -> dict[Audience, Made]:
    """Both audiences as they stand in memory; the slow part, before anything is locked."""
    house = House.objects.values_list("network_name", flat=True).first() or ""
    found = {}
    for audience in Audience:
        content = content_of(minutes, audience)
        found[audience] = Made(content, to_html(content), to_pdf(content, house))
    return found


def _freeze(minutes: Minutes, made: dict[Audience, Made], by: User) -> int:
    before = MinutesPublication.objects.filter(minutes=minutes).aggregate(last=Max("version"))["last"] or 0
    for audience, each in made.items():
        text = canonical(each.content)
        row = MinutesPublication.objects.create(
            minutes=minutes,
            version=before + 1,
            audience=audience,
            canonical=text,
            canonical_sha256=digest(text),
            html=each.html,
            html_sha256=digest(each.html),
            plain=to_plain(each.html),
            pdf=each.pdf.pdf,
            pdf_sha256=each.pdf.sha256,
            pdf_size=len(each.pdf.pdf),
            made_with=each.pdf.versions,
            published_by=by.person,
        )
        keep_lines(row)
    return before + 1


def _refuse(minutes: Minutes, item: AgendaItem) -> None:
    if minutes.state != MinutesState.PUBLISHED:
        raise ValidationError(NOT_PUBLISHED)
    # As it stands by now: it was chosen on a page.
    where = AgendaItem.objects.select_related("meeting__body").get(pk=item.pk).meeting
    if (
        where is None
        or where.body_id != minutes.meeting.body_id
        or where.starts_at <= minutes.meeting.starts_at
    ):
        raise ValidationError(NOT_LATER)
    if where.starts_at > timezone.now() and not hasattr(where, "live"):
        raise ValidationError(NOT_BEGUN)
    if not where.takes_items:
        raise ValidationError(OFF)
    if Slip.objects.holding().filter(item=item, meeting=where).exists():
        raise ValidationError(NOT_REACHED)


def _day_of(item: AgendaItem) -> datetime.date:
    assert item.meeting is not None  # `_refuse` asks it
    return held_on(item.meeting)
