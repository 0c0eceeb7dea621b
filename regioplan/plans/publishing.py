"""Publishing: freeze a version. The PDF is made first, without a lock: a plan of a hundred pages takes a while."""

import html
import json
from dataclasses import dataclass

from regioplan.plans.changes import Change, changes_between
from regioplan.plans.document import Document, build
from regioplan.plans.errors import Refused
from regioplan.plans.models import PlanPublication, PlanVersion, PublishedChapter
from regioplan.plans.printing import chapter_html, templates_sha256, to_pdf, to_plain, whole_html
from zorgzaam.killpoints import killpoint
from zorgzaam.pdf import Rendered
from zorgzaam.people.models import Person
from zorgzaam.snapshots import canonical, digest

CHANGED_MEANWHILE = (
    "Het plan is veranderd terwijl de PDF werd gemaakt. Er is niets gepubliceerd. "
    "Kijk wat er anders is en publiceer daarna opnieuw."
)


@dataclass(frozen=True)
class Prepared:
    """A version as it is to be published, and its PDF."""

    text: str
    printed: Rendered


def prepare(version: PlanVersion) -> Prepared:
    """The data and the PDF as the version is now. Raises Refused without text, PdfError where no PDF could be made."""
    document = build(version)
    if not document["chapters"]:
        raise Refused("Er staat nog geen tekst in deze versie.")
    text = canonical(document)
    return Prepared(text, to_pdf(text))


def publish(version: PlanVersion, prepared: Prepared, by: Person) -> PlanPublication:
    """Keep what was prepared, a page per chapter. Call it with the version locked. Raises Refused when it changed."""
    text, printed = prepared.text, prepared.printed
    if canonical(build(version)) != text:
        raise Refused(CHANGED_MEANWHILE)
    page = whole_html(text)
    document = json.loads(text)
    killpoint("plan.before_publication")
    made = PlanPublication.objects.create(
        version=version,
        canonical=text,
        canonical_sha256=digest(text),
        html=page,
        html_sha256=digest(page),
        plain=html.unescape(to_plain(page)),
        pdf=printed.pdf,
        pdf_sha256=printed.sha256,
        pdf_size=len(printed.pdf),
        made_with={**printed.versions, "templates": templates_sha256()},
        changes=changes_since_previous(version, document),
        published_by=by,
    )
    for position, chapter in enumerate(document["chapters"], start=1):
        _keep_chapter(made, position, chapter)
    return made


def changes_since_previous(version: PlanVersion, document: Document) -> list[Change]:
    """What is different from the last published version before this one; nothing when it is the first."""
    earlier = PlanPublication.objects.filter(
        version__plan=version.plan_id, version__number__lt=version.number
    )
    previous = earlier.order_by("-version__number").first()
    return changes_between(json.loads(previous.canonical), document) if previous else []


def _keep_chapter(publication: PlanPublication, position: int, chapter: Document) -> None:
    page = chapter_html(chapter)
    PublishedChapter.objects.create(
        publication=publication,
        position=position,
        lineage=chapter["id"],
        code=chapter["code"],
        heading=chapter["heading"],
        html=page,
        html_sha256=digest(page),
        plain=html.unescape(to_plain(page)),
    )
