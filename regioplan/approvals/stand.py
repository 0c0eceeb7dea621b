"""Where municipalities stand with a plan: one cell per municipality, and the sentence over all of them."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from partners.regions.models import Municipality, RegionMembership
from regioplan.approvals.models import Approval, Outcome
from regioplan.plans.models import Deadline, DeadlineKind, Plan, PlanVersion, Status
from zorgzaam.standing import Reader
from zorgzaam.ui.tags.words import UNKNOWN

NOT_ALL = "Gepubliceerd, nog niet door alle colleges besloten"
# How each outcome looks: the kinds of `{% status %}`.
LOOKS = {
    Outcome.PROPOSAL: "busy",
    Outcome.TO_SCHEDULE: "busy",
    Outcome.AGREED: "good",
    Outcome.HELD: "warn",
    Outcome.REJECTED: "bad",
}


@dataclass(frozen=True)
class Cell:
    """One municipality and one plan. Without a fact nothing is known; `open` says whether it still has to decide."""

    municipality: Municipality
    fact: Approval | None = None

    @property
    def words(self) -> str:
        return self.fact.get_outcome_display() if self.fact else UNKNOWN

    @property
    def look(self) -> str:
        return LOOKS[Outcome(self.fact.outcome)] if self.fact else "neutral"

    @property
    def is_final(self) -> bool:
        return self.fact is not None and self.fact.is_final

    @property
    def agreed(self) -> bool:
        return self.fact is not None and self.fact.outcome == Outcome.AGREED


@dataclass(frozen=True)
class Stand:
    """A plan (in `version`, if there is one to see) and what every municipality of its region did with it."""

    plan: Plan
    version: PlanVersion | None
    cells: Sequence[Cell]
    deadline: Deadline | None = None

    @property
    def final(self) -> int:
        return sum(cell.is_final for cell in self.cells)

    @property
    def agreed(self) -> int:
        return sum(cell.agreed for cell in self.cells)

    @property
    def waiting(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.is_final]

    @property
    def everybody_agreed(self) -> bool:
        return bool(self.cells) and self.agreed == len(self.cells)

    @property
    def banner(self) -> str:
        """What stands over every page of a published plan until all colleges decided (O15); "" when there is nothing
        to warn of."""
        if self.version is None or not self.version.is_out or not self.plan.needs_decisions or not self.cells:
            return ""
        if self.waiting:
            return NOT_ALL
        return "" if self.everybody_agreed else "Niet alle colleges stemden in met dit plan"

    @property
    def tally(self) -> str:
        """ "3 van de 5 colleges stemden in, van 2 is nog geen besluit bekend": what is unknown is no refusal."""
        many, left = len(self.cells), len(self.waiting)
        if left == many:
            return f"Van geen van de {many} colleges is een besluit bekend"
        agreed = f"{self.agreed} van de {many} colleges {'stemde' if self.agreed == 1 else 'stemden'} in"
        return f"{agreed}, van {left} is nog geen besluit bekend" if left else agreed

    @property
    def due(self) -> str:
        """By when a decision is needed, as a sentence; once that day is past, whether it was met; "" when unknown."""
        if self.deadline is None:
            return ""
        if not self.deadline.is_over:
            return f"Een besluit is nodig {self.deadline.words}."
        past = f"Het besluit was nodig {self.deadline.words}."
        if not self.waiting:
            return past
        if self.nothing_known:
            return f"{past} Die dag is voorbij. Of de colleges op tijd besloten, is nog niet bekend."
        return f"{past} Die dag is voorbij, en nog niet van elk college is een besluit bekend."

    @property
    def nothing_known(self) -> bool:
        """Whether nothing at all was written down of any municipality."""
        return not any(cell.fact for cell in self.cells)

    def of(self, municipality_id: uuid.UUID) -> Cell | None:
        return next((cell for cell in self.cells if cell.municipality.pk == municipality_id), None)


def stands(user: Reader, plans: Iterable[Plan]) -> list[Stand]:
    """Where every plan stands for this reader, in its newest published version or else the newest there is to see.

    Four queries, however many plans and municipalities.
    """
    plans = list(plans)
    versions = _versions(user, plans)
    return _stands(plans, versions, Approval.objects.visible_to(user))


def stands_in(user: Reader, plans: Sequence[Plan], memberships: Sequence[RegionMembership]) -> list[Stand]:
    """Where one municipality, of which these are the memberships, stands with every plan; two queries.

    Nothing is read of other municipalities or of last days: only `plan`, `version` and `of` say something.
    """
    versions = _versions(user, list(plans))
    facts = Approval.objects.visible_to(user).filter(
        municipality__in={membership.municipality_id for membership in memberships}
    )
    return _together(plans, versions, facts, memberships, {})


def stand_of(user: Reader, version: PlanVersion) -> Stand:
    """Where one version stands; three queries."""
    return _stands([version.plan], {version.plan_id: version}, Approval.objects.visible_to(user))[0]


def stand_now(version: PlanVersion) -> Stand:
    """Where one version stands, for jobs and covers: no reader, every fact."""
    return _stands([version.plan], {version.plan_id: version}, Approval.objects.all())[0]


def _versions(user: Reader, plans: list[Plan]) -> dict[uuid.UUID, PlanVersion]:
    rows = PlanVersion.objects.visible_to(user).filter(plan__in=plans).exclude(status=Status.WITHDRAWN)
    found: dict[uuid.UUID, PlanVersion] = {}
    for version in rows.newest_first().select_related("plan"):
        kept = found.get(version.plan_id)
        if kept is None or (version.is_out and not kept.is_out):
            found[version.plan_id] = version
    return found


def _stands(
    plans: list[Plan], versions: dict[uuid.UUID, PlanVersion], facts: "Iterable[Approval]"
) -> list[Stand]:
    members = list(
        RegionMembership.objects.filter(region__in={plan.region_id for plan in plans if plan.region_id})
        .select_related("municipality")
        .order_by("municipality__name")
    )
    last_days = {
        row.plan_id: row
        for row in Deadline.objects.filter(plan__in=plans, kind=DeadlineKind.DECIDE, shown=True)
    }
    return _together(plans, versions, facts, members, last_days)


def _together(
    plans: Sequence[Plan],
    versions: dict[uuid.UUID, PlanVersion],
    facts: "Iterable[Approval]",
    members: Sequence[RegionMembership],
    last_days: dict[uuid.UUID, Deadline],
) -> list[Stand]:
    found: dict[tuple[uuid.UUID, uuid.UUID], Approval] = {}
    asked = [version.pk for version in versions.values()]
    for fact in facts.filter(version_of__in=asked).latest().select_related("source"):  # type: ignore[attr-defined]
        found[fact.version_of_id, fact.municipality_id] = fact
    return [
        Stand(plan, version, _cells(plan, version, members, found), last_days.get(plan.pk))
        for plan in plans
        for version in [versions.get(plan.pk)]
    ]


def _cells(
    plan: Plan,
    version: PlanVersion | None,
    members: Sequence[RegionMembership],
    facts: dict[tuple[uuid.UUID, uuid.UUID], Approval],
) -> list[Cell]:
    if not plan.needs_decisions:
        return []
    day: datetime.date = version.day if version else timezone.localdate()
    here = [row.municipality for row in members if row.region_id == plan.region_id and row.holds_on(day)]
    return [Cell(one, facts.get((version.pk, one.pk)) if version else None) for one in here]
