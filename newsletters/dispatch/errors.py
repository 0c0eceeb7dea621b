"""Why a step cannot be taken, in words for who pressed the button."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """Shown above the form."""
