"""What an address is known by, as an expression of the database."""

from typing import Any

from django.db import models

from zorgzaam.post.bulk.suppression import DIGEST_SQL, digest_pads


class DigestOf(models.Func):
    """`suppression.digest_of` of a column with addresses, computed by the database."""

    output_field = models.CharField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        address, values = compiler.compile(self.get_source_expressions()[0])
        return DIGEST_SQL.format(address), [*digest_pads(), *values]
