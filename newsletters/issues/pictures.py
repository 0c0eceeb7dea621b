"""Pictures of an issue for who looks before it is out.

A mail program, and a frame that can do nothing, bring no session along and would find a closed door.
"""

import base64
import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.urls import reverse

from newsletters.issues.models import Block
from zorgzaam.files.store import read_chunks

# So long the pictures of a proof can be seen; the words of the signature keep it from opening anything else.
HOLDS = 14 * 24 * 3600  # seconds
PASS, SALT = "proef", "newsletters.issues.pictures"


def inlined(html: str) -> str:
    """The mail with its pictures in it; one that cannot be read (yet) keeps its address."""
    return _each(html, _as_data)


def with_passes(html: str) -> str:
    """The mail with pictures that open for who has it, for a time."""
    return _each(html, lambda pk, address: f"{address}?{PASS}={signing.dumps(str(pk), salt=SALT)}")


def passes(pk: uuid.UUID, given: str) -> bool:
    """Whether this opens the picture of this block."""
    try:
        return bool(signing.loads(given, salt=SALT, max_age=HOLDS) == str(pk))
    except signing.BadSignature:
        return False


def _each(html: str, put: Callable[[uuid.UUID, str], str]) -> str:
    nobody = uuid.UUID(int=0)
    address = re.escape(f"{settings.SITE_URL}{reverse('newsletter_picture', args=[nobody])}")
    found = re.compile(rf'(?<=src=")({address.replace(re.escape(str(nobody)), "([0-9a-f-]{36})")})(?=")')
    return found.sub(lambda hit: put(uuid.UUID(hit[2]), hit[1]), html)


def _as_data(pk: uuid.UUID, address: str) -> str:
    row = Block.objects.filter(pk=pk, picture__isnull=False).select_related("picture").first()
    if row is None or row.picture is None or not row.picture.is_readable:
        return address
    try:
        content = b"".join(read_chunks(row.picture))
    except FileNotFoundError:
        return address
    return f"data:{row.picture.media_type};base64,{base64.b64encode(content).decode()}"
