"""What the registers tell the rest of the house."""

from governance.council import rules
from governance.council.commitments.models import Commitment
from governance.council.handling import providers as handling
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice, NoticeQuerySet
from zorgzaam import follow, search
from zorgzaam.audit import pages

HISTORY = "governance.view_history_of_council_record"


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    handling.register()
    kinds = (("commitment", Commitment, "Toezegging", "wording"), ("motion", Motion, "Motie", "title"),
             ("council_notice", CouncilNotice, "Stuk aan of van een raad", "title"))  # fmt: skip
    for kind, model, label, title in kinds:
        objects = model.objects
        found = _noted if model is CouncilNotice else objects.all
        search.register(kind, search.Searchable(label, found, title, line=_line, door="staten"))
        pages.register(kind, pages.Historied(objects.shown, HISTORY))
    follow.register("commitment", follow.Subject(Commitment.objects.all, "deze toezegging"))
    follow.register("motion", follow.Subject(Motion.objects.all, "deze motie"))


def _noted() -> NoticeQuerySet:
    """What was published on this site is found once, as itself, and no more once it is withdrawn."""
    return CouncilNotice.objects.filter(from_briefing=None)


def _line(row: Commitment | Motion | CouncilNotice) -> str:
    """The council it is of."""
    return row.council.name
