"""A write that the database must refuse to the app, whatever the path."""

import pytest
from django.db import DatabaseError, transaction

from tests.world import set_up


def in_savepoint(write):
    with transaction.atomic():
        write()


def refused(write):
    with pytest.raises(DatabaseError, match=r"permission denied|Cannot (update|delete)"):
        set_up(in_savepoint)(write)
