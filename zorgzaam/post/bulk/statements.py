"""The tables of mass mail under the names its statements know them by."""

from functools import cache

from django.db import connection

from zorgzaam.post.bulk.models import MailBody, MailDomain, Mailing, Suppression
from zorgzaam.post.models import OutgoingMail, PostOffice

_TABLES = {
    "book": OutgoingMail,
    "body": MailBody,
    "mailing": Mailing,
    "suppression": Suppression,
    "domain": MailDomain,
    "office": PostOffice,
}


@cache
def named(statement: str) -> str:
    """The statement with `{book}`, `{body}` and so on as the database calls them."""
    return statement.format(
        **{key: connection.ops.quote_name(model._meta.db_table) for key, model in _TABLES.items()}
    )
