"""The page of beheer where an administrator asks for another e-mail address of an account."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from zorgzaam.accounts.address import ask, is_taken
from zorgzaam.accounts.models import User
from zorgzaam.once import answer_once


class AddressForm(forms.Form):
    """Another address and why."""

    address = forms.EmailField(
        label="Nieuw e-mailadres",
        error_messages={"invalid": "Schrijf een e-mailadres zoals naam@organisatie.nl."},
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Bijvoorbeeld: Dina belde, haar organisatie heet voortaan anders. De eigenaar leest dit, en het "
        "komt in de geschiedenis.",
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].lower()
        if is_taken(address):
            raise forms.ValidationError("Er is al een account met dit e-mailadres.")
        return address


def address_page(request: HttpRequest, account: User, context: dict[str, Any]) -> HttpResponse:
    """The form and its answer; `context` is what every page of beheer shows. The caller has checked the right."""
    form = AddressForm(request.POST or None)
    if request.method == "POST":
        return answer_once(request, lambda: _answer(request, account, form, context))
    return _page(request, account, form, context)


def _answer(request: HttpRequest, account: User, form: AddressForm, context: dict[str, Any]) -> HttpResponse:
    if not form.is_valid():
        return _page(request, account, form, context)
    address = form.cleaned_data["address"]
    asked = ask(account, address, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
    said = f"{account.person} krijgt een mail op {address} om het te bevestigen. Tot dan blijft {account.email} gelden."
    now = f"Het account heeft nu het adres {address}. Daar gaat een nieuwe uitnodiging naartoe."
    messages.success(request, said if asked else now)
    return redirect("admin:zorgzaam_user_change", account.pk)


def _page(
    request: HttpRequest, account: User, form: AddressForm, context: dict[str, Any]
) -> TemplateResponse:
    words = {
        **admin.site.each_context(request),
        **context,
        "title": "Ander e-mailadres",
        "subtitle": None,
        "account": account,
        "form": form,
    }
    return TemplateResponse(request, "admin/zorgzaam/user/address.html", words)
