"""The address of a web page: https unless somebody says http, and never anything a browser would run."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

NOT_ONE = "Dit is geen webadres. Schrijf het zo: https://www.organisatie.nl."


class WebAddressField(models.URLField):  # type: ignore[type-arg]
    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs: Any) -> Any:
        said = {"invalid": NOT_ONE, **kwargs.pop("error_messages", {})}
        return super().formfield(**{"assume_scheme": "https", "error_messages": said, **kwargs})

    def deconstruct(self) -> Any:
        """To migrations the column it is."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


def is_web_address(field: str, name: str) -> models.CheckConstraint:
    """Constraint: `field` is empty or starts with http:// or https://, whatever path wrote it."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__iregex": "^https?://"}),
        name=name,
        violation_error_message=NOT_ONE,
    )
