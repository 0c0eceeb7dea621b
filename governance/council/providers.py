"""What the registers tell the rest of the house."""

from governance.council import known, overview, rules
from governance.council.answers import providers as answers
from governance.council.commitments.models import Commitment
from governance.council.dossiers.models import CouncilDossier
from governance.council.handling import providers as handling
from governance.council.motions.models import Motion
from governance.council.news import providers as news
from governance.council.notices.models import CouncilNotice, NoticeQuerySet
from governance.council.questions import providers as questions
from governance.council.sessions import providers as sessions
from governance.council.upkeep import providers as upkeep
from governance.intake import lying
from zorgzaam import follow, places, search
from zorgzaam.audit import pages

HISTORY = "governance.view_history_of_council_record"


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    handling.register()
    questions.register()
    answers.register()
    places.register("staten", "registers", overview.on_staten, order=5)
    places.register("council.dossier", "registers", overview.in_dossier, order=10)
    places.register("theme.related", "council_dossiers", overview.about_theme, order=60)
    lying.register("councils", known.registers)
    sessions.register()
    upkeep.register()
    news.register()
    kinds = (("commitment", Commitment, "Toezegging", "wording"), ("motion", Motion, "Motie", "title"),
             ("council_notice", CouncilNotice, "Stuk aan of van een raad", "title"))  # fmt: skip
    for kind, model, label, title in kinds:
        objects = model.objects
        found = _noted if model is CouncilNotice else objects.all
        search.register(kind, search.Searchable(label, found, title, line=_line, door="staten"))
        pages.register(kind, pages.Historied(objects.shown, HISTORY))
    search.register(
        "council_dossier",
        search.Searchable("Dossier", CouncilDossier.objects.all, "name", "about", door="staten"),
    )
    follow.register("commitment", follow.Subject(Commitment.objects.all, "deze toezegging"))
    follow.register("council_dossier", follow.Subject(CouncilDossier.objects.all, "dit dossier"))
    follow.register("motion", follow.Subject(Motion.objects.all, "deze motie"))


def _noted() -> NoticeQuerySet:
    """What was published on this site is found once, as itself, and no more once it is withdrawn."""
    return CouncilNotice.objects.filter(from_briefing=None)


def _line(row: Commitment | Motion | CouncilNotice) -> str:
    """The council it is of."""
    return row.council.name
