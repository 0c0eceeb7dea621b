"""What lies in the registers, on pages of others: the first page for councils, and the page of a dossier."""

from typing import Any

from django.db.models import Case, Count, IntegerField, Q, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils import timezone

from governance.council.commitments.models import Commitment
from governance.council.dossiers.models import CouncilDossier
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.questions.models import Question
from governance.council.sessions.models import CouncilSession
from governance.council.terms import past_term
from governance.meetings import discussed
from zorgzaam.places import Block

FEW, MOST, PER_COUNCIL = 5, 100, 3


def on_staten(request: HttpRequest, subject: Any) -> Block | None:
    """What was promised and asked and is not done yet, and the sessions that come. Four queries; nothing while no
    register has a row."""
    user = request.user
    no_day = Q(due_on__isnull=True) & ~Q(term_text="")
    commitments = _longest(Commitment.objects.visible_to(user).running(), past_term(), no_day)
    late = past_term() & Q(state__in=Motion.running_states)
    motions = _longest(Motion.objects.visible_to(user).at_hand(), late, Q(pk__in=[]))
    context: dict[str, Any] = {
        "commitments": commitments,
        "motions": motions,
        "questions": _per_council(Question.objects.visible_to(user).running(), "due_on"),
        "sessions": _per_council(_coming(user), "held_on"),
    }
    if not any(context.values()) and not _ever(user):
        return None
    told = [rows[0] for rows in (commitments, motions) if rows]
    counts = {
        "commitments_open": commitments[0].all_open if commitments else 0,
        "motions_open": motions[0].all_open if motions else 0,
        "late": sum(row.all_late for row in told),
        "without_day": sum(row.all_without_day for row in told),
    }
    return Block("governance/council/on_staten.html", {**context, **counts})


def _longest(rows: Any, late: Q, without_day: Q) -> list[Any]:
    """Those that are open longest; each says how many there are in all, past their term, and without a day."""
    counted = rows.shown().annotate(
        all_open=Window(Count("*")), all_late=_how_many(late), all_without_day=_how_many(without_day)
    )
    return list(counted[:FEW])


def _how_many(which: Q) -> Window:
    return Window(Count(Case(When(which, then=1), output_field=IntegerField())))


def _per_council(rows: Any, day: str) -> list[Any]:
    """Of each council the first few by this day, council by council, so that none hides another."""
    turn = Window(RowNumber(), partition_by="council", order_by=[day, "pk"])
    return list(
        rows.shown().annotate(turn=turn).filter(turn__lte=PER_COUNCIL).order_by("council", day, "pk")[:MOST]
    )


def _coming(user: Any) -> Any:
    return CouncilSession.objects.visible_to(user).to_come().filter(held_on__gte=timezone.localdate())


def _ever(user: Any) -> bool:
    """Whether anything was ever promised or asked for, so that an empty list says something."""
    return any(model.objects.visible_to(user).exists() for model in (Commitment, Motion))


def in_dossier(request: HttpRequest, dossier: CouncilDossier) -> Block:
    """All its rows this reader may read, and where its themes are on an agenda."""
    themes = [theme.pk for theme in dossier.themes.all()]
    context: dict[str, Any] = {
        "commitments": _of(request, Commitment, dossier).longest_open_first()[:MOST],
        "motions": _of(request, Motion, dossier).longest_open_first()[:MOST],
        "questions": _of(request, Question, dossier).first_term_first()[:MOST],
        "notices": _of(request, CouncilNotice, dossier).newest_first()[:MOST],
        "sessions": _of(request, CouncilSession, dossier).newest_first()[:MOST],
        "lines": discussed.published_about(request.user, themes) if themes else [],
    }
    return Block("governance/council/in_dossier.html", context)


def _of(request: HttpRequest, model: Any, dossier: CouncilDossier) -> Any:
    return model.objects.visible_to(request.user).filter(dossier=dossier).shown()


def about_theme(request: HttpRequest, theme: Any) -> Block | None:
    """On the page of a theme: the dossiers of councils that touch it."""
    dossiers = list(CouncilDossier.objects.filter(themes=theme))
    return Block("governance/council/dossiers_of_theme.html", {"dossiers": dossiers}) if dossiers else None
