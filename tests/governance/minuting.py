"""Factories for minutes."""

from governance.decisions.models import Method
from governance.live import running
from governance.live.noting import Words, write
from governance.minutes.growing import start
from tests.governance.agendas import an_item
from tests.governance.deciding import yesterday
from zorgzaam.audit.actors import SystemActor


def over(table):
    """A meeting with something said in the open, behind closed doors, and at items of every publicity."""
    secretary = table.secretary
    closed = an_item(table.meeting, "KANARIEbesloten", publicity="besloten")
    secret = an_item(table.meeting, "KANARIEvertrouwelijk", publicity="vertrouwelijk")
    write(table.meeting, table.item, Words("Iedereen was het eens."), by=secretary)
    write(table.meeting, closed, Words("KANARIEtekst bij een besloten punt"), by=secretary)
    write(table.meeting, secret, Words("KANARIEtekst bij een vertrouwelijk punt"), by=secretary)
    row = table.proposal(title="Buurtteams in elke wijk")
    row.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.CONSENT)
    running.close_doors(table.meeting, True, by=secretary)
    write(table.meeting, table.item, Words("KANARIEdeuren", closed=True), by=secretary)
    running.end(table.meeting, [], by=secretary)
    return start(table.meeting, by=secretary)
