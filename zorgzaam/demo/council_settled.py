"""How commitments of the demo ended: proposed by the netwerkbureau, confirmed by the griffie. Invented, with documents
and a session that are there. Makes what is missing; nobody is written to."""

from typing import Any

from governance.council.handling import deciding
from governance.council.handling.models import Settlement
from governance.council.handling.notices import PromiseTold
from governance.council.models import Commitment, CouncilNotice, CouncilSession, Outcome
from zorgzaam.demo.facts import facts
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    for record in facts("council")["proposals"]:
        commitment = Commitment.objects.get(pk=demo_id("commitment", record["commitment"]))
        if not Settlement.objects.about(commitment).exists():
            _settle(commitment, record)


def _settle(commitment: Commitment, record: dict[str, Any]) -> None:
    bureau, griffie = (Person.objects.get(pk=demo_id("person", key)) for key in ("bureau", "griffie"))
    notice = CouncilNotice.objects.get(pk=demo_id("council-notice", record["notice"]))
    session = CouncilSession.objects.filter(pk=demo_id("council-session", record.get("session", ""))).first()
    evidence = deciding.Evidence(record["words"], record["date"], notice, session=session)
    commitment.take_up(by=bureau)
    settlement = deciding.propose(commitment, Outcome.SETTLED, evidence, by=bureau)
    if remark := record.get("confirmed"):
        deciding.confirm(settlement, by=griffie, remark=remark)
        PromiseTold.objects.create(settlement=settlement, recipients=0)
