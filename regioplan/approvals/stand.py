"""Where municipalities stand with a plan: one cell per municipality, and the sentence over all of them."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from partners.regions.models import Municipality, RegionMembership
from regioplan.approvals.models import Approval, ApprovalQuerySet, Outcome
from regioplan.plans.models import Deadline, DeadlineKind, Plan, PlanVersion, Status
from zorgzaam.standing import Reader
from zorgzaam.ui.tags.words import UNKNOWN

NOT_ALL = "Gepubliceerd, nog niet door alle colleges besloten"
NOT_ALL_OUT_THERE = "Nog niet door alle colleges besloten"
WITH_CONDITIONS, NOTHING = "ingestemd_met_voorwaarden", ""


@dataclass(frozen=True)
class Sort:
    """How something a municipality did is called and drawn, everywhere: `look` is a kind of `{% status %}`, `sign`
    stands in the knob and `icon` beside the words, so that colour is never alone."""

    words: str
    look: str
    sign: str
    icon: str


SORTS: dict[str, Sort] = {
    Outcome.PROPOSAL: Sort(str(Outcome.PROPOSAL.label), "busy", "→", "arrow-right"),
    Outcome.TO_SCHEDULE: Sort(str(Outcome.TO_SCHEDULE.label), "busy", "…", "dots"),
    Outcome.AGREED: Sort(str(Outcome.AGREED.label), "good", "✓", "check"),
    WITH_CONDITIONS: Sort("Ingestemd met voorwaarden", "good", "✓!", "alert-circle"),
    Outcome.HELD: Sort(str(Outcome.HELD.label), "warn", "II", "player-pause"),
    Outcome.REJECTED: Sort(str(Outcome.REJECTED.label), "bad", "✕", "x"),
    NOTHING: Sort(UNKNOWN.capitalize(), "neutral", "?", "help-circle"),
}


@dataclass(frozen=True)
class Cell:
    """One municipality and one plan. Without a fact nothing is known; `open` says whether it still has to decide."""

    municipality: Municipality
    fact: Approval | None = None

    @property
    def words(self) -> str:
        return self.sorted.words

    @property
    def sort(self) -> str:
        """What it is for the picture and its legend: the outcome, and apart from that a yes with conditions."""
        if self.fact is None:
            return NOTHING
        return WITH_CONDITIONS if self.agreed and self.fact.conditions else self.fact.outcome

    @property
    def sorted(self) -> Sort:
        return SORTS[self.sort]

    @property
    def look(self) -> str:
        return self.sorted.look

    @property
    def is_final(self) -> bool:
        return self.fact is not None and self.fact.is_final

    @property
    def agreed(self) -> bool:
        return self.fact is not None and self.fact.outcome == Outcome.AGREED


@dataclass(frozen=True)
class Stand:
    """A plan (in `version`, if there is one to see) and what every municipality of its region did with it. `closed`:
    there is none to see, but it was taken back or is in the making, so there is nothing to decide about."""

    plan: Plan
    version: PlanVersion | None
    cells: Sequence[Cell]
    deadline: Deadline | None = None
    closed: bool = False

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
            return NOT_ALL if self.version.published_on else NOT_ALL_OUT_THERE
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
    def met(self) -> str:
        """Of a last day that is over, what is known of the colleges on that day and since; "" before."""
        if self.deadline is None or not self.deadline.is_over or not self.cells:
            return ""
        days = [cell.fact.last_day for cell in self.cells if cell.fact and cell.is_final]
        known = [day for day in days if day is not None]
        on_time = sum(day <= self.deadline.last_day for day in known)
        many, left = len(self.cells), len(self.waiting)
        told = f"Voor zover bekend hadden op die dag {on_time} van de {many} colleges besloten"
        later, undated = len(known) - on_time, len(days) - len(known)
        more = [f"daarna nog {later}"] if later else []
        more += [f"van {undated} is de dag van het besluit niet bekend"] if undated else []
        more += [f"van {left} is ook nu nog geen besluit bekend"] if left else []
        return f"{'; '.join([told, *more])}."

    @property
    def nothing_known(self) -> bool:
        """Whether nothing at all was written down of any municipality."""
        return not any(cell.fact for cell in self.cells)

    def of(self, municipality_id: uuid.UUID) -> Cell | None:
        return next((cell for cell in self.cells if cell.municipality.pk == municipality_id), None)


def stands(user: Reader, plans: Iterable[Plan]) -> list[Stand]:
    """Where every plan stands for this reader, in its newest published version or else the newest there is to see.

    Four queries, however many plans and municipalities; five when of some there is no version to see.
    """
    plans = list(plans)
    versions = _versions(user, plans)
    return _stands([(plan, versions.get(plan.pk)) for plan in plans], Approval.objects.visible_to(user))


def stands_of(user: Reader, versions: Iterable[PlanVersion]) -> list[Stand]:
    """Where each of these versions stands; three queries, however many."""
    return _stands([(version.plan, version) for version in versions], Approval.objects.visible_to(user))


def stands_in(user: Reader, plans: Sequence[Plan], memberships: Sequence[RegionMembership]) -> list[Stand]:
    """Where one municipality, of which these are the memberships, stands with every plan; two queries, or
    three when of some there is no version to see.

    Nothing is read of other municipalities or of last days: only `plan`, `version` and `of` say something.
    """
    versions = _versions(user, list(plans))
    facts = Approval.objects.visible_to(user).filter(
        municipality__in={membership.municipality_id for membership in memberships}
    )
    return _together([(plan, versions.get(plan.pk)) for plan in plans], facts.latest(), memberships, {})


def stand_of(user: Reader, version: PlanVersion) -> Stand:
    """Where one version stands; three queries."""
    return stands_of(user, [version])[0]


def stand_on(user: Reader, version: PlanVersion, day: datetime.date) -> Stand:
    """Where one version stood at the end of `day`; three queries."""
    facts = Approval.objects.visible_to(user)
    return _stands([(version.plan, version)], facts, on=day)[0]


def stand_now(version: PlanVersion) -> Stand:
    """Where one version stands, for jobs and covers: no reader, every fact."""
    return _stands([(version.plan, version)], Approval.objects.all())[0]


def earlier(user: Reader, now: Iterable[Stand]) -> list[Stand]:
    """What was decided about published versions from before those in `now`, the newest first."""
    newest = {stand.plan.pk: stand.version for stand in now if stand.version}
    rows = PlanVersion.objects.visible_to(user).filter(plan__in=newest, status=Status.PUBLISHED)
    older = rows.filter(approvals__isnull=False).distinct().newest_first().select_related("plan")
    found = [row for row in older if row.number < (newest[row.plan_id] or row).number]
    return stands_of(user, found)


def _versions(user: Reader, plans: list[Plan]) -> dict[uuid.UUID, PlanVersion]:
    rows = PlanVersion.objects.visible_to(user).filter(plan__in=plans).exclude(status=Status.WITHDRAWN)
    found: dict[uuid.UUID, PlanVersion] = {}
    for version in rows.newest_first().select_related("plan"):
        kept = found.get(version.plan_id)
        if kept is None or (version.is_out and not kept.is_out):
            found[version.plan_id] = version
    return found


def _stands(
    asked: "Sequence[tuple[Plan, PlanVersion | None]]",
    facts: ApprovalQuerySet,
    on: datetime.date | None = None,
) -> list[Stand]:
    plans = [plan for plan, _ in asked]
    members = list(
        RegionMembership.objects.filter(region__in={plan.region_id for plan in plans if plan.region_id})
        .select_related("municipality")
        .order_by("municipality__name")
    )
    return _together(asked, facts.latest(on), members, _last_days(plans))


def _together(
    asked: "Sequence[tuple[Plan, PlanVersion | None]]",
    facts: ApprovalQuerySet,
    members: Sequence[RegionMembership],
    last_days: dict[tuple[uuid.UUID, uuid.UUID | None], Deadline],
) -> list[Stand]:
    """The rest of `stands`; `facts` are the last ones."""
    versions = [version.pk for _, version in asked if version]
    found: dict[tuple[uuid.UUID, uuid.UUID], Approval] = {}
    for fact in facts.filter(version_of__in=versions).select_related("source"):
        found[fact.version_of_id, fact.municipality_id] = fact
    closed = _closed([plan for plan, version in asked if version is None])
    return [
        Stand(
            plan,
            version,
            _cells(plan, version, members, found),
            _last_day(last_days, plan, version),
            plan.pk in closed,
        )
        for plan, version in asked
    ]


def _closed(plans: list[Plan]) -> set[uuid.UUID]:
    """Of which of these, without a version to see, there is one all the same (`recording.why_not`)."""
    if not plans:
        return set()
    return set(PlanVersion.objects.filter(plan__in=plans).known_here().values_list("plan", flat=True))


def _last_days(plans: list[Plan]) -> dict[tuple[uuid.UUID, uuid.UUID | None], Deadline]:
    """By plan and version (None: the plan as a whole)."""
    rows = Deadline.objects.filter(plan__in=plans, kind=DeadlineKind.DECIDE, shown=True)
    return {(row.plan_id, row.version_of_id): row for row in rows}


def _last_day(
    found: dict[tuple[uuid.UUID, uuid.UUID | None], Deadline], plan: Plan, version: PlanVersion | None
) -> Deadline | None:
    """That of this version, or else that of the plan as a whole."""
    own = found.get((plan.pk, version.pk)) if version else None
    return own or found.get((plan.pk, None))


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
