"""What goes along with an initiative: what was sent, as PDF, and its files. Closed until somebody opens them."""

from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.meetings.models import AgendaItem, Paper
from partners.initiatives.models import Initiative, SubmissionPdf
from zorgzaam.files.models import StoredFile
from zorgzaam.files.names import title_from
from zorgzaam.files.store import keep
from zorgzaam.publicity import Publicity, narrowest

OF_AN_INITIATIVE = "Ingediend met een initiatief."


def papers_of(initiative: Initiative) -> Iterator[tuple[str, StoredFile, str]]:
    """Title, file and file name of each: the PDF of what was sent last, once it is made, and the files."""
    last = initiative.submissions.order_by("-edition").first()
    made = SubmissionPdf.objects.filter(submission=last).first() if last else None
    if made is not None:
        name = f"initiatief-{initiative.number}.pdf"
        stored = keep(SimpleUploadedFile(name, bytes(made.content), "application/pdf"))
        yield f"Initiatief {initiative.number}: {initiative.title}"[:200], stored, name
    for each in initiative.files.select_related("file"):
        yield title_from(each.filename), each.file, each.filename


def bring(item: AgendaItem, initiative: Initiative) -> int:
    """Make them papers of the item, besloten or as closed as the item is; what lies there, or lay there, does not come
    again. Gives how many came."""
    known = set(item.papers.values_list("file_id", flat=True))
    publicity = narrowest("publicity", Publicity.CLOSED, item.publicity)
    fresh = [each for each in papers_of(initiative) if each[1].pk not in known]
    for title, stored, name in fresh:
        Paper.objects.create(
            item=item, title=title, file=stored, filename=name, publicity=publicity,
            publicity_ground=OF_AN_INITIATIVE,
        )  # fmt: skip
    return len(fresh)


def bring_late(item: AgendaItem, initiative: Initiative) -> int:
    """As `bring`, when the PDF of what was sent last was made since; two queries when there is nothing to do."""
    made = SubmissionPdf.objects.filter(submission__initiative=initiative).order_by("-submission__edition")
    sha256 = made.values_list("sha256", flat=True).first()
    if sha256 is None or item.papers.filter(file__sha256=sha256).exists():
        return 0
    return bring(item, initiative)
