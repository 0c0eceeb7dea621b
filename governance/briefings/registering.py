"""A published briefing stands in the register of the council it went to.

The register lies below the briefings and knows nothing of them; the link is kept here. As long as an embargo holds
nobody reads it but who works on it, and a griffie reads its own register whole: so it is entered when the embargo is
over, by the job that tells readers.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from governance.briefings.following import line_of
from governance.briefings.kinds import STRUCTURES
from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingPublication
from governance.briefings.replacing import successor_of
from governance.council.notices.models import CouncilNotice
from zorgzaam import places
from zorgzaam.audit.history import track
from zorgzaam.publicity import Publicity, no_embargo
from zorgzaam.standing import Reader

REGISTERED = tuple(kind for kind, structure in STRUCTURES.items() if structure.register)


class RegisteredQuerySet(models.QuerySet["RegisteredBriefing"]):
    def visible_to(self, user: Reader) -> Self:
        """Who sees both ends."""
        return self.filter(
            briefing__in=Briefing.objects.visible_to(user).values("pk"),
            notice__in=CouncilNotice.objects.visible_to(user).values("pk"),
        )


@track()
class RegisteredBriefing(models.Model):
    """One briefing and its line in the register; `version` is the one the line tells of."""

    briefing = models.OneToOneField(
        Briefing, models.PROTECT, primary_key=True, related_name="registered", verbose_name="briefing"
    )
    notice = models.OneToOneField(
        CouncilNotice, models.PROTECT, related_name="from_briefing", verbose_name="stuk in het register"
    )
    version = models.PositiveSmallIntegerField("versie")

    objects = RegisteredQuerySet.as_manager()

    class Meta:
        verbose_name = "briefing in het register"
        verbose_name_plural = "briefings in het register"

    def __str__(self) -> str:
        return f"{self.notice}, versie {self.version}"


def to_enter() -> "QuerySet[BriefingPublication]":
    """Newest versions that may be read now and that the register of their council does not tell of yet."""
    open_now = BriefingPublication.objects.filter(no_embargo(), briefing__kind__in=REGISTERED).newest()
    open_now = open_now.exclude(publicity=Publicity.CONFIDENTIAL).exclude(briefing__status=Status.WITHDRAWN)
    behind = Q(briefing__registered=None) | Q(briefing__registered__version__lt=F("version"))
    return open_now.filter(behind).light().select_related("briefing__addressee")


@transaction.atomic
def enter(publication: BriefingPublication) -> bool:
    """Put a publication in the register of its council, or bring its line up to this version. Whether that changed
    anything: twice is once, and an earlier version never takes the place of a later one.

    What the griffie wrote over what came from the briefing stays as it is.
    """
    briefing = Briefing.objects.select_for_update().get(pk=publication.briefing_id)
    if not to_enter().filter(pk=publication.pk).exists():
        return False
    linked = RegisteredBriefing.objects.filter(briefing=briefing).select_related("notice").first()
    if linked is None:
        RegisteredBriefing.objects.create(
            briefing=briefing, notice=_line(publication), version=publication.version
        )
        return True
    earlier = BriefingPublication.objects.light().get(briefing=briefing, version=linked.version)
    linked.notice.dossier = linked.notice.dossier or line_of(briefing).dossier
    _bring_up(linked.notice, _told(earlier), _told(publication))
    linked.version = publication.version
    linked.save(update_fields=["version"])
    return True


def take_back(briefing: Briefing) -> None:
    """Say in the register that it was withdrawn; nothing where it never stood there."""
    linked = RegisteredBriefing.objects.filter(briefing=briefing).select_related("notice").first()
    if linked and linked.notice.withdrawn_on is None:
        linked.notice.withdrawn_on = timezone.localdate()
        linked.notice.save()


def _line(publication: BriefingPublication) -> CouncilNotice:
    """The line for it: the one the griffie made before under the same number, or a new one."""
    told, council = _told(publication), publication.briefing.addressee
    dossier = line_of(publication.briefing).dossier
    same = CouncilNotice.objects.filter(council=council, number=told["number"])
    noted: CouncilNotice | None = same.filter(from_briefing=None, kind=told["kind"]).first()
    if noted:
        noted.url, noted.dossier = noted.url or told["url"], noted.dossier or dossier
        noted.save()
        return noted
    if same.exists():
        told["number"] = ""
    return CouncilNotice.objects.create(council=council, dossier=dossier, **told)


def _told(publication: BriefingPublication) -> dict[str, Any]:
    """What the register takes over of a version; the days that stand in no snapshot are those of the briefing."""
    briefing = publication.briefing
    return {
        "kind": STRUCTURES[briefing.kind].register,
        "title": publication.subject,
        "number": publication.registration_number,
        "dated_on": publication.dated_on,
        "decided_on": briefing.decided_on,
        "sent_on": briefing.sent_on,
        "publicity": publication.publicity,
        "publicity_ground": publication.publicity_ground,
        "publicity_until": publication.publicity_until,
        "url": f"{settings.SITE_URL}{publication.get_absolute_url()}",
    }


def _bring_up(notice: CouncilNotice, before: dict[str, Any], now: dict[str, Any]) -> None:
    """Change what is still as it came from the version before; the days of the briefing are not in its snapshots."""
    taken = CouncilNotice.objects.filter(council=notice.council_id, number=now["number"]).exclude(
        pk=notice.pk
    )
    for name, value in now.items():
        days = name in ("decided_on", "sent_on") and value is not None
        if (days or getattr(notice, name) == before[name]) and not (name == "number" and taken.exists()):
            setattr(notice, name, value)
    notice.save()


def in_register(request: HttpRequest, subject: Any) -> places.Block | None:
    """On the page of a line in the register: the document it came from, as far as this reader may read it."""
    if not isinstance(subject, CouncilNotice):
        return None
    found = BriefingPublication.objects.visible_to(request.user).filter(briefing__registered__notice=subject)
    newest = found.newest().light().select_related("briefing").order_by("-version").first()
    withdrawn = Briefing.objects.filter(registered__notice=subject, status=Status.WITHDRAWN).first()
    if newest is None and withdrawn is None:
        return None
    context = {
        "publication": None if withdrawn else newest,
        "withdrawn": withdrawn,
        "successor": successor_of(withdrawn, request.user) if withdrawn else None,
    }
    return places.Block("governance/briefing_in_register.html", context)
