"""What organisations are asked: for who is asked and who asks; a promise is as public as its decision."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access_rows import ALL, Row
from tests.access_rows.decisions import CLOSED, SITTING, open_one, page, proposal, work
from tests.governance.agendas import PDF
from tests.governance.deciding import decided
from tests.governance.executing import asked, promised
from tests.world import fresh
from zorgzaam.files.store import keep

KEEPERS = ("bureau", "secretary", "chair")
INSIDE = (*SITTING, "partner")


def question(world):
    return asked(decided(world.coalition), world.partner_org)


def promise(world):
    return promised(decided(world.coalition), world.partner_org, world.partner)


def closed_promise(world):
    decision = decided(world.coalition, "Besloten besluit", publicity="besloten", **CLOSED)
    return promised(decision, world.partner_org, world.partner)


def evidence(world):
    row = promise(world)
    row.refresh_from_db()
    file = keep(SimpleUploadedFile("bewijs.pdf", PDF))
    row.finish(by=fresh(world.partner), evidence="Kijk maar", file=file, filename="bewijs.pdf")
    return row.answers.get(state="gedaan")


ROWS = {
    "executions": Row(200),
    "execution": page(question, INSIDE),
    "execution@toegezegd": page(promise, ALL),
    "execution@besloten": page(closed_promise, INSIDE),
    "execution_ask": work(open_one, KEEPERS, ALL),
    # Nobody is asked to carry out a proposal: the way leads back to it.
    "execution_ask@voorstel": Row(
        404,
        {"visitor": 302, "member": 403, **dict.fromkeys(KEEPERS, 302)},
        lambda world: {"pk": proposal(world).pk},
    ),
    "execution_withdraw": work(question, KEEPERS, INSIDE),
    "execution_answer": work(question, ("partner",), INSIDE),
    "execution_done": work(promise, ("partner",), ALL),
    "execution_evidence": page(evidence, INSIDE),
}
