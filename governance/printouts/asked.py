"""Which paper somebody asked for: its fingerprint in the address, signed for them and that page."""

from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from governance.printouts.models import KEPT
from zorgzaam.accounts.models import User

NAME = "afdruk"


def with_reference(here: str, fingerprint: str, reader: User | AnonymousUser) -> str:
    """The address of the page `here` with what this reader asked for on it."""
    return f"{here}?{urlencode({NAME: _signer(reader, here).sign(fingerprint)})}"


def asked_for(request: HttpRequest, here: str) -> str | None:
    """The fingerprint in the address; None when there is none, it is too old, or was another's or of another page."""
    try:
        return _signer(request.user, here).unsign(request.GET.get(NAME, ""), max_age=KEPT)
    except BadSignature:
        return None


def _signer(reader: User | AnonymousUser, here: str) -> TimestampSigner:
    return TimestampSigner(salt=f"governance.printouts:{here}:{reader.pk}")
