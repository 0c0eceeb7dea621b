"""Setting up a real region in an empty database: house, municipalities, bureau, first administrator."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.forms import ResetPasswordForm
from allauth.core import context
from django.conf import settings
from django.db import transaction
from django.test import RequestFactory
from django.utils.text import slugify

from governance.bodies.models import Body, BodyKind
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from zorgzaam.accounts.models import User
from zorgzaam.house import House
from zorgzaam.people.models import Person

YEARLY = "Breed netwerkoverleg"


@dataclass(frozen=True)
class NewRegion:
    """What is asked at the start. Without a password the administrator gets a mail to choose one."""

    network: str
    region: str
    municipalities: list[str]
    admin_name: str
    admin_email: str
    password: str | None = None

    @property
    def office(self) -> str:
        return f"Netwerkbureau {self.region}"


def holds_a_region() -> bool:
    """Whether somebody set this database up already."""
    return House.objects.exists() or User.objects.exists()


@transaction.atomic
def set_up(new: NewRegion) -> User:
    """Make everything a region starts with and nothing more; gives the administrator. All or nothing."""
    House.objects.create(
        network_name=new.network,
        region_name=new.region,
        office_name=new.office,
        contact_email=new.admin_email,
        code=slugify(new.region)[:20] or "regio",
    )
    _municipalities(new)
    Body.objects.create(name=new.office, kind=BodyKind.OFFICE, position=30)
    # Who is not directly joined is asked every year (R6): the body of that meeting is there from the start.
    Body.objects.create(name=YEARLY, kind=BodyKind.YEARLY_MEETING, position=90)
    person = Person.objects.create(name=new.admin_name, email=new.admin_email)
    rights = {"is_staff": True, "is_superuser": True}
    return User.objects.create_user(new.admin_email, new.password, person=person, **rights)


def send_reset(admin: User) -> None:
    """Mail the administrator a link to choose a password, through the post office."""
    address = urlsplit(settings.SITE_URL)
    request = RequestFactory(SERVER_NAME=address.hostname or "localhost").get(
        "/", secure=address.scheme == "https"
    )
    request.META["SERVER_PORT"] = str(address.port or (443 if address.scheme == "https" else 80))
    with context.request_context(request):
        form = ResetPasswordForm(data={"email": admin.email})
        if form.is_valid():
            form.save(request)


def _municipalities(new: NewRegion) -> None:
    scheme = RegionScheme.objects.create(
        slug="iza", name="IZA-regio's", purpose="Samenwerking voor het Integraal Zorgakkoord."
    )
    region = Region.objects.create(scheme=scheme, name=new.region, is_ours=True)
    for name in new.municipalities:
        municipality = Municipality.objects.create(name=name, slug=slugify(name))
        RegionMembership.objects.create(region=region, municipality=municipality)
