"""Form fields and the summary of what is wrong with them."""

import uuid
from typing import Any

from django.forms import BoundField, Form
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.simple_tag
def field(bound: BoundField, **attrs: Any) -> SafeString:
    """One field with label, help and error; further arguments become attributes of the control
    (`rows=3`, `autofocus=True`, `hx_get=url`: an underscore stands for a hyphen)."""
    if attrs:
        bound.field.widget.attrs.update({name.replace("_", "-"): value for name, value in attrs.items()})
    return bound.as_field_group()


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Form) -> dict[str, Any]:
    """The summary of what is wrong, with a link to each field; nothing when all is well."""
    return {"form": form}


@register.simple_tag
def form_key() -> SafeString:
    """Hidden key of a form that adds something: its view is decorated with `zorgzaam.once.once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', "form_key", uuid.uuid4())
