"""By which rule a body decides: everybody in the werkbank reads it, the netwerkbureau writes it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.attendance.forms import QuorumRuleForm
from governance.attendance.judging import rule_in_words
from governance.attendance.models import QuorumRule
from governance.attendance.quorum import terms_of
from governance.attendance.views.inviting import FORM
from governance.bodies.models import Body
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

KEEP = "governance.keep_quorum_rules"
LEAD = "Alles wat je invult moet kloppen voordat dit overleg kan besluiten. Wat je leeg laat, telt niet."


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def rules(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rules of one body, the newest first, in words."""
    body = get_visible(request.user, Body.objects, pk=pk)
    found = QuorumRule.objects.shown().filter(body=body)
    told = [(rule, rule_in_words(terms)) for rule in found if (terms := terms_of(rule))]
    context = {"body": body, "rules": told, "keeps": may(request.user, KEEP, body)}
    return render(request, "governance/quorum_rules.html", context)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new rule of a body."""
    body = get_for(request.user, Body.objects, KEEP, pk=pk)
    form = QuorumRuleForm(request.POST or None, instance=QuorumRule(body=body))
    return form_page(request, form, _page(body, "Quorumregel toevoegen"))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a rule, or give it a last day."""
    rule = get_for(request.user, QuorumRule.objects.shown(), KEEP, pk=pk)
    form = QuorumRuleForm(request.POST or None, instance=rule)
    return form_page(request, form, _page(rule.body, "Quorumregel wijzigen"))


def _page(body: Body, title: str) -> FormPage:
    back = reverse("quorum_rules", args=[body.pk])
    crumbs = [("Werkbank", reverse("werkbank")), (body.name, body.get_absolute_url()), ("Quorum", back)]
    return FormPage(title, back, lead=LEAD, kicker=body.name, done="De regel is bewaard.", crumbs=crumbs)
