"""Money: amounts, instruments and coverage are for everybody; the netwerkbureau writes them down."""

import uuid

from partners.regions.models import Region, RegionScheme
from regioplan.funding.instruments import OfficePayer
from tests.access_rows import BUREAU, Row, only
from tests.regioplan import moneymaking as making
from tests.world import set_up

OPEN = Row(200)
GONE = {"pk": uuid.UUID(int=0)}
KEPT = only(BUREAU)


def kept(arguments):
    """A form of the netwerkbureau about one thing: others get 403 whether it exists or not."""
    return Row(403, KEPT, arguments, GONE, only(BUREAU, status=404))


def subsidy():
    return making.FundingInstrument.objects.first() or making.instrument()


def instrument(world):
    return {"pk": subsidy().pk}


def amount(world):
    return {"pk": (making.Allocation.objects.first() or making.amount(subsidy())).pk}


def part(world):
    whole = making.amount(subsidy(), recipient_note=uuid.uuid4().hex)
    return {"pk": making.share(whole, making.a_task()).pk}


def estimate(world):
    return {"pk": making.estimate(making.a_task()).pk}


def application(world):
    return {"pk": making.application(subsidy()).pk}


@set_up
def mandate(world):
    scheme = RegionScheme.objects.create(name="IZA", slug=uuid.uuid4().hex)
    region = Region.objects.create(scheme=scheme, name="Deltaland")
    return {"pk": making.mandate(subsidy(), region=region, municipality=world.municipality).pk}


@set_up
def payer(world):
    return {"pk": OfficePayer.objects.create(giver=world.partner_org, source=making.source()).pk}


ROWS = {
    "accords": OPEN,
    "funding": OPEN,
    "funding_coverage": OPEN,
    "funding_instrument": Row(200, arguments=instrument),
    "funding_instrument@bestaat niet": Row(404, arguments=lambda world: GONE),
    "funding_export": Row(200, arguments=lambda world: {"kind": "csv"}),
    "funding_export@xlsx": Row(200, arguments=lambda world: {"kind": "xlsx"}),
    "funding_export@bestaat niet": Row(404, arguments=lambda world: {"kind": "exe"}),
    "funding_desk": Row(403, KEPT),
    "instrument_add": Row(403, KEPT),
    "instrument_edit": kept(instrument),
    "funding_mandate_add": kept(instrument),
    "mandate_edit": kept(mandate),
    "application_add": kept(instrument),
    "application_edit": kept(application),
    "application_step": kept(application),
    "allocation_add": kept(instrument),
    "allocation_edit": kept(amount),
    "share_add": kept(amount),
    "share_edit": kept(part),
    "payer_add": Row(403, KEPT),
    "payer_edit": kept(payer),
    "estimate_add": Row(403, KEPT),
    "estimate_edit": kept(estimate),
}
