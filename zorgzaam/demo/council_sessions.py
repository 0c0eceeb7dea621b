"""Sessions of councils with their programme and what gave rise to them, and the facts their presentations need. Makes
what is missing and leaves the rest alone."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from governance.council.models import (
    Commitment,
    CouncilDossier,
    CouncilFact,
    CouncilNotice,
    CouncilSession,
    ItemKind,
    Motion,
    ProgrammeItem,
    SessionBreakout,
    SessionPaper,
    SessionReason,
    SessionSlide,
)  # fmt: skip
from governance.council.sessions.slide_order import add
from governance.meetings.parallel import room_called
from partners.organisations.models import Organisation
from zorgzaam import pdf
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import DATA, facts, period, put, sourced
from zorgzaam.demo.ids import demo_id
from zorgzaam.files.store import keep

# Kind of a reason -> the model it is of, and how the demo calls it.
REASONS: dict[str, tuple[Any, str]] = {
    "commitment": (Commitment, "commitment"),
    "motion": (Motion, "motion"),
    "notice": (CouncilNotice, "council-notice"),
}


def load() -> None:
    data = facts("council_sessions")
    _load_facts(data["facts"])
    for record in data["sessions"]:
        if not CouncilSession.objects.filter(pk=demo_id("council-session", record["id"])).exists():
            _session(record)


def _load_facts(data: dict[str, Any]) -> None:
    shared = {"council_id": demo_id("body", data["council"]), **sourced(data), **period(data)}
    for kind, records in data["kinds"].items():
        for position, record in enumerate(records, 1):
            words = {name: record.get(name, "") for name in ("text", "detail", "subject")}
            own = {**shared, **(sourced(record) if "source" in record else {}), **period(record)}
            put(CouncilFact, "council-fact", record["id"], kind=kind, position=position, **words, **own)


def _session(record: dict[str, Any]) -> None:
    dossier = CouncilDossier.objects.filter(pk=demo_id("dossier", record["dossier"])).first()
    session = put(
        CouncilSession, "council-session", record["id"], council_id=demo_id("body", record["council"]),
        dossier=dossier, title=record["title"], about=record["about"], phase=record["phase"], place=record["place"],
        held_on=record["date"], begins=_hour(record["begins"]), ends=_hour(record["ends"]), **sourced(record),
    )  # fmt: skip
    for part in record["programme"]:
        _part(session, record["id"], part)
    for slide in record.get("slides", []):
        _slide(session, slide)
    for paper in record.get("papers", []):
        _paper(session, record["id"], paper)
    for kind, ids in record["reasons"].items():
        model, word = REASONS[kind]
        for row in model.objects.filter(pk__in=[demo_id(word, each) for each in ids]):
            SessionReason.objects.create(session=session, **{kind: row})
    if record["held"]:
        session.hold(by=SystemActor.SETUP)


def _part(session: CouncilSession, key: str, part: dict[str, Any]) -> None:
    breakouts = part.get("breakouts", [])
    item = put(
        ProgrammeItem, "programme-item", f"{key}:{part['id']}", session=session, title=part["title"],
        kind=ItemKind.BREAKOUTS if breakouts else ItemKind.PLENARY, begins=_hour(part["begins"]),
        ends=_hour(part["ends"]), round_minutes=part.get("round_minutes", 20), parts="\n".join(part.get("parts", [])),
    )  # fmt: skip
    for position, each in enumerate(breakouts, 1):
        organiser = Organisation.objects.filter(pk=demo_id("organisation", each.get("organiser", ""))).first()
        put(
            SessionBreakout, "session-breakout", f"{key}:{each['id']}", item=item, position=position,
            topic=each["topic"], organiser=organiser, organiser_text=each.get("organiser_text", ""),
            room=room_called(each["room"], session.place), room_code=each["code"],
        )  # fmt: skip


def _slide(session: CouncilSession, record: dict[str, Any]) -> None:
    slide = SessionSlide(
        session=session, title=record["title"], points="\n".join(record["points"]), place=record["place"]
    )
    if name := record.get("picture"):
        content = (DATA / "pictures" / name).read_bytes()
        slide.picture, slide.picture_name = keep(SimpleUploadedFile(name, content)), name
        slide.picture_words = record["picture_words"]
    add(slide)


def _paper(session: CouncilSession, key: str, record: dict[str, Any]) -> None:
    """One printed page: the programme."""
    title, name = record["title"], f"{record['id']}.pdf"
    parts = "".join(
        f"<li>{item.begins:%H:%M} – {item.ends:%H:%M}: {escape(item.title)}</li>"
        for item in session.programme.order_by("begins")
    )
    page = (
        f'<!DOCTYPE html><html lang="nl"><head><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>'
        f"<p>Dit stuk is een voorbeeld in de demo.</p><ul>{parts}</ul></body></html>"
    )
    kept = keep(SimpleUploadedFile(name, pdf.render(page).pdf))
    put(
        SessionPaper,
        "session-paper",
        f"{key}/{record['id']}",
        session=session,
        title=title,
        file=kept,
        filename=name,
    )


def _hour(words: str) -> datetime.time:
    return datetime.time.fromisoformat(words)
