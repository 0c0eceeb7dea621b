"""Factories for organisations that are one."""

from html import unescape
from typing import Any

from django.utils.html import strip_tags

from partners.merging.joining import merge
from partners.merging.models import Merger
from partners.merging.preview import Preview
from partners.organisations.models import Organisation
from tests.world import fresh
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting


def words(response: Any) -> str:
    """What a reader sees, without markup."""
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def mark_of(kept: Organisation, gone: Organisation, by: User) -> str:
    return Preview(again(kept), again(gone), fresh(by)).mark


def again(one: Organisation) -> Organisation:
    return Organisation.objects.get(pk=one.pk)


def merged(kept: Organisation, gone: Organisation, by: User, **extra: Any) -> Merger:
    """`gone` goes on as `kept`, as it was shown."""
    seen = extra.pop("seen", None) or mark_of(kept, gone, by)
    with acting(by, reason="Dubbel"):
        return merge(again(kept), again(gone), by=fresh(by), reason="Dubbel", seen=seen, **extra)
