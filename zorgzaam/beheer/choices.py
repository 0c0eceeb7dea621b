"""What a form of beheer lets choose: only what its reader may see."""

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from zorgzaam.years import sensible


class VisibleChoices:
    """Mixin of a ModelAdmin or an inline."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """What is chosen is changed on its own page; something that is missing can be added from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        if (
            field
            and isinstance(db_field, models.DateField)
            and not isinstance(db_field, models.DateTimeField)
        ):
            field.validators.append(sensible)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", _visible(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", _visible(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


def _visible(db_field: Any, request: HttpRequest) -> Any:
    manager = db_field.remote_field.model._default_manager
    return manager.visible_to(request.user) if hasattr(manager, "visible_to") else manager.all()
