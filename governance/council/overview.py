"""What lies in the registers, on pages of others: the first page for councils, and the page of a dossier."""

from typing import Any

from django.http import HttpRequest

from governance.council.commitments.models import Commitment
from governance.council.dossiers.models import CouncilDossier
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.questions.models import Question
from governance.meetings import discussed
from zorgzaam.places import Block

FEW, MOST = 5, 100


def on_staten(request: HttpRequest, subject: Any) -> Block | None:
    """What was promised and asked and is not done yet, the longest open first. Nothing while no register has a row."""
    commitments = Commitment.objects.visible_to(request.user)
    motions = Motion.objects.visible_to(request.user)
    rows: dict[str, Any] = {"commitments": commitments, "motions": motions}
    found = {name: list(visible.running().shown()[:FEW]) for name, visible in rows.items()}
    if not any(found.values()) and not commitments.exists() and not motions.exists():
        return None
    counts = {
        "commitments_open": commitments.running().count(),
        "motions_open": motions.running().count(),
        "late": commitments.overdue().count() + motions.overdue().count(),
        "without_day": commitments.without_day().count(),
    }
    return Block("governance/council/on_staten.html", {**found, **counts})


def in_dossier(request: HttpRequest, dossier: CouncilDossier) -> Block:
    """All its rows this reader may read, and where its themes are on an agenda."""
    context: dict[str, Any] = {
        "commitments": _of(request, Commitment, dossier).longest_open_first()[:MOST],
        "motions": _of(request, Motion, dossier).longest_open_first()[:MOST],
        "questions": _of(request, Question, dossier).first_term_first()[:MOST],
        "notices": _of(request, CouncilNotice, dossier).newest_first()[:MOST],
        "lines": discussed.published_about(request.user, dossier.themes.values("pk")),
    }
    return Block("governance/council/in_dossier.html", context)


def _of(request: HttpRequest, model: Any, dossier: CouncilDossier) -> Any:
    return model.objects.visible_to(request.user).filter(dossier=dossier).shown()


def about_theme(request: HttpRequest, theme: Any) -> Block | None:
    """On the page of a theme: the dossiers of councils that touch it."""
    dossiers = list(CouncilDossier.objects.filter(themes=theme))
    return Block("governance/council/dossiers_of_theme.html", {"dossiers": dossiers}) if dossiers else None
