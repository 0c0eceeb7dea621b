"""The kernel as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from zorgzaam.audit.registry import index_triggers

# Every process starts here, before any model is made.
index_triggers()


class ZorgzaamConfig(AppConfig):
    name = "zorgzaam"
    verbose_name = "Mensen en huis"

    def ready(self) -> None:
        from zorgzaam import checks  # noqa: F401 - registers the system checks
        from zorgzaam.furnishing import furnish
        from zorgzaam.pdf import places

        furnish()
        places.share(settings.VAR_DIR / "pdf-places", settings.PDF_AT_ONCE, settings.PDF_PATIENCE)
        post_migrate.connect(settle_roles, sender=self, dispatch_uid="settle-roles")


def settle_roles(using: str, **kwargs: Any) -> None:
    """After each migrate the owner gives the app role what it needs and nothing more
    (docs/decisions/0003)."""
    from zorgzaam.roles import settle

    settle(using, settings.APP_DATABASE_ROLE)
