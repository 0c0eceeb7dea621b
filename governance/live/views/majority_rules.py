"""By which majority a body decides: everybody in the werkbank reads it, the netwerkbureau writes it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.bodies.models import Body
from governance.live.forms import MajorityRuleForm
from governance.live.majority import in_words
from governance.live.models import MajorityRule
from governance.live.views.at_the_table import FORM
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

KEEP = "governance.keep_majority_rules"
LEAD = "Zonder regel is een voorstel aangenomen als er meer stemmen voor zijn dan tegen. Onthoudingen tellen niet."


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def rules(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rules of one body, the newest first, in words."""
    body = get_visible(request.user, Body.objects, pk=pk)
    told = [(rule, in_words(rule.majority, rule.number)) for rule in MajorityRule.objects.filter(body=body)]
    context = {"body": body, "rules": told, "keeps": may(request.user, KEEP, body), "lead": LEAD}
    return render(request, "governance/majority_rules.html", context)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new rule of a body."""
    body = get_for(request.user, Body.objects, KEEP, pk=pk)
    form = MajorityRuleForm(request.POST or None, instance=MajorityRule(body=body))
    return form_page(request, form, _page(body, "Meerderheidsregel toevoegen"))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a rule, or give it a last day."""
    rule = get_for(request.user, MajorityRule.objects.select_related("body"), KEEP, pk=pk)
    form = MajorityRuleForm(request.POST or None, instance=rule)
    return form_page(request, form, _page(rule.body, "Meerderheidsregel wijzigen"))


def _page(body: Body, title: str) -> FormPage:
    back = reverse("majority_rules", args=[body.pk])
    crumbs = [("Werkbank", reverse("werkbank")), (body.name, body.get_absolute_url()), ("Meerderheid", back)]
    return FormPage(title, back, lead=LEAD, kicker=body.name, done="De regel is bewaard.", crumbs=crumbs)
