"""Template tags of the kernel: places, following and what the reader may do (built into every template)."""

import uuid
from typing import Any

from django import template
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from js_asset import Media

from zorgzaam import access, follow, places
from zorgzaam.accounts.factor import needs_second_factor
from zorgzaam.sources import readable
from zorgzaam.standing import standing_of

register = template.Library()
register.filter("readable", readable)


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], name: str, subject: Any = None) -> SafeString:
    """`{% place "task.discussed" task %}`: everything the upper floors have to show here."""
    return places.rendered(context["request"], name, subject)


@register.simple_tag(takes_context=True)
def not_known(context: dict[str, Any], what: str) -> str:
    """`{% not_known "doelen" %}` instead of an empty box: `{% known_gaps as gaps %}` names it at the end."""
    _gaps(context).append(what)
    return ""


@register.simple_tag(takes_context=True)
def known_gaps(context: dict[str, Any]) -> str:
    """What `not_known` gathered on this page so far, as "doelen, mijlpalen en geld"; "" when nothing."""
    *rest, last = _gaps(context) or [""]
    return f"{', '.join(rest)} en {last}" if rest else last


def _gaps(context: dict[str, Any]) -> list[str]:
    request: Any = context["request"]
    if not hasattr(request, "gaps"):
        request.gaps = []
    found: list[str] = request.gaps
    return found


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], name: str, obj: Any = None) -> bool:
    """`{% may "governance.change_meeting" meeting as editable %}`; nobody edits while looking as somebody
    else."""
    return not context.get("viewing_as") and access.may(context["request"].user, name, obj)


@register.simple_tag(takes_context=True)
def second_factor_asked(context: dict[str, Any]) -> bool:
    """`{% second_factor_asked as asked %}`: whether the reader may do nothing here without a second factor."""
    user = context["request"].user
    return settings.MFA_REQUIRED_FOR_STAFF and user.is_authenticated and needs_second_factor(user)


@register.simple_tag(takes_context=True)
def form_media(context: dict[str, Any], form: Form) -> SafeString:
    """`{% form_media form %}` in extra_head: what the widgets of a form need, allowed by the CSP; once per page."""
    media = Media(nonce=str(context["request"].csp_nonce)) + form.media
    return mark_safe(str(media))  # noqa: S308 - made of our own static paths


@register.inclusion_tag("ui/follow.html", takes_context=True)
def follow_button(context: dict[str, Any], kind: str, subject_id: uuid.UUID) -> dict[str, Any]:
    """`{% follow_button "body" body.pk %}`: follow or stop following; nothing for a visitor without an
    account."""
    request: HttpRequest = context["request"]
    person_id = standing_of(request.user).person_id
    return {
        "request": request,
        "kind": kind,
        "subject_id": subject_id,
        "known": person_id is not None,
        "following": follow.follows(person_id, kind, subject_id),
    }
