"""What plans tell the rest of the house: what to read, find, follow and look back into."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from regioplan.plans import rules  # noqa: F401 - registers the rules
from regioplan.plans.jobs import KIND, still_readable
from regioplan.plans.models import (
    Deadline,
    Plan,
    PlanInput,
    PlanSection,
    PlanVersion,
    PublishedChapter,
    SectionLink,
    Status,
)
from regioplan.plans.removed import events_of
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam import follow, places, search, today
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def on_front_page(request: HttpRequest, subject: Any) -> Block | None:
    """The plan of this region; nothing in an empty house."""
    plan = Plan.objects.leading()
    return Block("regioplan/plan_on_home.html", {"plan": plan}) if plan else None


def about_task(request: HttpRequest, task: TransformationTask) -> Block | None:
    return _chapters(request, Q(task=task))


def about_theme(request: HttpRequest, theme: Theme) -> Block | None:
    return _chapters(request, Q(theme=theme))


def _chapters(request: HttpRequest, about: Q) -> Block | None:
    """The chapters of published plans that are about this subject, in the newest version of each plan."""
    lineages = SectionLink.objects.filter(about, section__version_of__status=Status.PUBLISHED)
    links = lineages.select_related("section__parent__parent", "section__version_of")
    wanted = {(_top(link.section).lineage, link.section.version_of_id) for link in links}
    if not wanted:
        return None
    rows = PublishedChapter.objects.visible_to(request.user).newest().defer("html", "plain", "search")
    rows = rows.filter(lineage__in={lineage for lineage, _ in wanted})
    found = [
        row
        for row in rows.select_related("publication__version__plan")
        if (row.lineage, row.publication_id) in wanted
    ]
    return Block("regioplan/chapters_about.html", {"chapters": found}) if found else None


def _top(section: PlanSection) -> PlanSection:
    while section.parent is not None:
        section = section.parent
    return section


def waiting(user: Reader) -> list[Todo]:
    """Drafts that ask for input, for who may give it; input without an answer, for the netwerkbureau."""
    standing = standing_of(user)
    if standing.is_bureau:
        rows = PlanInput.objects.visible_to(user).waiting().select_related("version_of__plan")
        many: dict[PlanVersion, int] = {}
        for row in rows:
            many[row.version_of] = many.get(row.version_of, 0) + 1
        return [_to_answer(version, count) for version, count in many.items()]
    if not (standing.organisations or standing.bodies):
        return []
    asked = PlanVersion.objects.visible_to(user).filter(status=Status.DRAFT).select_related("plan")
    # Who said something has done what was asked.
    left = asked.exclude(PlanVersion.objects.all().gave_input(standing.person_id))
    return [_to_read(version) for version in left if version.asks_input]


def _to_answer(version: PlanVersion, count: int) -> Todo:
    words = "1 inbreng wacht" if count == 1 else f"{count} keer inbreng wacht"
    return Todo(str(version), reverse("plan_inputs", args=[version.pk]), f"{words} op antwoord.")


def _to_read(version: PlanVersion) -> Todo:
    url = reverse("plan_draft", args=[version.pk])
    return Todo(str(version), url, "Lees het concept en geef inbreng.", version.input_until, "attention")


def _line(chapter: PublishedChapter) -> str:
    return str(chapter.publication.version)


def _to_find() -> Any:
    rows = PublishedChapter.objects.newest().defer("html", "search")
    return rows.select_related("publication__version__plan")


def _story(plan: Plan, reader: Reader) -> list[Any]:
    """Everything of a plan; of the text also what was taken out, which only its events still tell. Live text is not for
    everybody who may look back."""
    versions = PlanVersion.objects.visible_to(reader).filter(plan=plan)
    if not standing_of(reader).is_bureau:
        return [Deadline.objects.filter(plan=plan), versions]
    sections = events_of(PlanSection).filter(version_of__in=versions.values("pk"))
    return [Deadline.objects.filter(plan=plan), versions, sections]


def register() -> None:
    """Called when the app registry is ready."""
    places.register("home", "plan", on_front_page, order=50)
    places.register("staten", "plan", on_front_page, order=50)
    places.register("task.related", "plan", about_task, order=30)
    places.register("theme.related", "plan", about_theme, order=30)
    today.register("plans", waiting)
    may_still_go(KIND, still_readable)
    follow.register("plan", follow.Subject(Plan.objects.all, "dit plan"))
    search.register(
        "plan", search.Searchable("Plan", Plan.objects.all, "title", "about", lambda plan: plan.short_name)
    )
    search.register(
        "chapter", search.Searchable("Hoofdstuk van een plan", _to_find, "heading", "plain", _line)
    )
    story = pages.Historied(Plan.objects.all, "regioplan.view_history_of_plan", _story)
    pages.register("plan", story)
