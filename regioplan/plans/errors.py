"""What can stand in the way of a plan version; each is a Dutch sentence for who pressed the button."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A step that cannot be taken now. Nothing was changed."""

    def __str__(self) -> str:
        return " ".join(self.messages)
