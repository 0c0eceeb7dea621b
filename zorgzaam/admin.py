"""Beheer of the kernel: people, accounts and the house. Outgoing mail and files are shown elsewhere."""

from functools import partial
from typing import Any

from allauth.account import admin as _account_admin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _mfa_admin
from allauth.mfa.models import Authenticator
from axes import admin as _axes_admin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as _auth_admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from zorgzaam import source_admin
from zorgzaam.accounts.address_admin import address_page
from zorgzaam.accounts.locks import FailedLogin, SecondFactor
from zorgzaam.accounts.models import User
from zorgzaam.accounts.notices import invite, tell_owner
from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.beheer.dated import called
from zorgzaam.beheer.sections import Section, group_of
from zorgzaam.house import House
from zorgzaam.once import answer_once
from zorgzaam.people.models import Person

__all__ = ["source_admin"]

# Pages of libraries, in English: away, or in our words below. Imported first, so that there is something to
# take away.
assert all((_account_admin, _auth_admin, _axes_admin, _mfa_admin))
for theirs in (Group, EmailAddress, Authenticator, AccessAttempt, AccessFailureLog, AccessLog):
    admin.site.unregister(theirs)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person; an address somebody else has too is asked about first: often it is the same person twice."""

    same_address = forms.BooleanField(
        label="dit is iemand anders met hetzelfde adres", required=False, widget=forms.HiddenInput
    )

    def clean(self) -> Any:
        data = super().clean() or {}
        email = data.get("email")
        others = Person.objects.filter(email__iexact=email).exclude(pk=self.instance.pk) if email else None
        other = others.first() if others and self._address_is_new() else None
        if other and not data.get("same_address"):
            self.fields["same_address"].widget = forms.CheckboxInput()
            self.add_error("email", _same_address(other))
        return data

    def _address_is_new(self) -> bool:
        return self.instance._state.adding or "email" in self.changed_data


def _same_address(other: Person) -> str:
    return format_html(
        'Dit adres staat al bij <a href="{}">{}</a>. Is het iemand anders? Zet dan hieronder het vinkje.',
        reverse("admin:zorgzaam_person_change", args=[other.pk]),
        other.name,
    )


@admin.register(Person)
class PersonAdmin(ObjectAdmin):
    form = PersonForm
    section = Section.PEOPLE
    list_display = ["name", "email", "has_account", "named_publicly"]
    list_filter = [("named_publicly", called("naam openbaar"))]
    search_fields = ["name", "sort_name", "email"]
    fieldsets = [
        (None, {"fields": ["name", "sort_name"]}),
        ("Bereikbaar", {"fields": ["email", "same_address", "phone"]}),
        ("Op de site", {"fields": ["named_publicly"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user")

    def choice_label(self, person: Person) -> str:
        """Two people can have one name."""
        return f"{person.name} ({person.email})" if person.email else person.name

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """For a new account only who has none yet can be chosen."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        return (found.filter(user=None) if _for_an_account(request) else found), repeats

    @admin.display(boolean=True, description="account")
    def has_account(self, person: Person) -> bool:
        return hasattr(person, "user")


def _for_an_account(request: HttpRequest) -> bool:
    """Whether the autocomplete asks for the person of an account."""
    return request.path == reverse("admin:autocomplete") and request.GET.get("model_name") == "user"


LABELS = {"is_active": "kan inloggen", "is_staff": "mag in beheer", "is_superuser": "beheerder"}
HELP = {
    "is_active": "Haal het vinkje weg als deze persoon niet meer mag inloggen. Wat die deed blijft staan.",
    "is_staff": "Zonder dit vinkje opent beheer niet.",
    "is_superuser": "Mag alles in beheer wijzigen. Besloten stukken gaan er niet van open.",
}


class NewAccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """A login for a person, on that person's own address. Nobody chooses a password for somebody else."""

    class Meta:
        model = User
        fields = ["person"]

    def clean_person(self) -> Person:
        person: Person = self.cleaned_data["person"]
        if not person.email:
            raise ValidationError("Deze persoon heeft nog geen e-mailadres. Vul dat eerst in bij de persoon.")
        taken = User.objects.filter(models.Q(email__iexact=person.email) | models.Q(person=person))
        if account := taken.select_related("person").first():
            raise ValidationError(_has_account(account))
        return person

    def save(self, commit: bool = True) -> User:
        self.instance.email = self.cleaned_data["person"].email.lower()
        self.instance.set_unusable_password()
        return super().save(commit)  # type: ignore[no-any-return]


def _has_account(account: User) -> str:
    return format_html(
        'Er is al een account met dit e-mailadres: <a href="{}">{}, {}</a>.',
        reverse("admin:zorgzaam_user_change", args=[account.pk]),
        account.person.name,
        account.email,
    )


@admin.register(User)
class AccountAdmin(ObjectAdmin):
    """Accounts; what somebody may do follows from mandates, not from switches here.

    An administrator cannot take an account over: person, address and password are out of reach, and the owner hears
    of every change (promise I4: superuser opens no closed paper).
    """

    section = Section.PEOPLE
    ordering = ["email"]
    list_display = ["email", "person", "is_active", "manages", "last_login"]
    list_filter = [("is_active", called("kan inloggen")), ("is_superuser", called("beheerder"))]
    search_fields = ["email", "person__name"]
    autocomplete_fields = ["person"]
    readonly_fields = ["email", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["person", "email"]}),
        ("Toegang", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Gebruik", {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewAccountForm
        else:
            kwargs |= {"labels": LABELS, "help_texts": HELP}
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(boolean=True, description="beheerder", ordering="is_superuser")
    def manages(self, account: User) -> bool:
        return account.is_superuser

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["person"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.readonly_fields, "person"] if obj else []

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            tell_owner(obj, "Een beheerder heeft de toegang van je account gewijzigd.")
        else:
            invite(obj, by=request.user)  # type: ignore[arg-type]

    def said(self, obj: User, *, added: bool) -> str:
        if added:
            return f"Het account is gemaakt. De uitnodiging gaat naar {obj.email}."
        return f"Het account van {obj.person} is opgeslagen."

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.address_view)
        return [path("<uuid:pk>/adres/", page, name="zorgzaam_user_address"), *super().get_urls()]

    def address_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Ask for another address; the owner confirms it (`accounts.address`)."""
        account = self.get_object(request, str(pk))
        if account is None:
            raise Http404
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        return address_page(request, account, {"group": group_of(self)})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of an account carries a second form: the invitation once more."""
        if request.method == "POST" and "_invite" in request.POST and object_id:
            return answer_once(request, partial(self._invite_again, request, object_id))
        return super().changeform_view(request, object_id, *args, **kwargs)

    def _invite_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        account = self.get_object(request, object_id)
        if account is None or not self.has_change_permission(request, account):
            raise PermissionDenied
        if account.is_active and not account.has_usable_password():
            invite(account, by=request.user)  # type: ignore[arg-type]
            messages.success(request, f"De uitnodiging gaat opnieuw naar {account.email}.")
        else:
            messages.warning(request, "Dit account heeft al een wachtwoord, of is niet actief.")
        return redirect(request.path)


class RemovedOnlyAdmin(ObjectAdmin):
    """Rows the software makes: an administrator looks at them and takes one away."""

    section = Section.PEOPLE
    may_delete = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SecondFactor)
class SecondFactorAdmin(RemovedOnlyAdmin):
    """Second factors: an administrator removes one whose phone is lost, and never reads the secret in it."""

    list_display = ["owner", "kind", "made", "used"]
    search_fields = ["user__email"]
    list_select_related = ["user"]
    fields = ["owner", "kind", "made", "used"]
    readonly_fields = ["owner", "kind", "made", "used"]

    @admin.display(description="account", ordering="user__email")
    def owner(self, factor: SecondFactor) -> str:
        return str(factor.user)

    @admin.display(description="soort", ordering="type")
    def kind(self, factor: SecondFactor) -> str:
        return factor.kind

    @admin.display(description="gemaakt op", ordering="created_at")
    def made(self, factor: SecondFactor) -> Any:
        return factor.created_at

    @admin.display(description="het laatst gebruikt", ordering="last_used_at")
    def used(self, factor: SecondFactor) -> Any:
        return factor.last_used_at or "nog niet"

    def delete_model(self, request: HttpRequest, obj: SecondFactor) -> None:
        super().delete_model(request, obj)
        tell_owner(obj.user, "Een beheerder heeft je tweede stap bij het inloggen weggehaald.")


@admin.register(FailedLogin)
class FailedLoginAdmin(RemovedOnlyAdmin):
    """Failed logins: taking one away lets its owner try again at once."""

    list_display = ["address", "times", "last", "place"]
    search_fields = ["username", "ip_address"]
    fields = ["address", "times", "last", "place"]
    readonly_fields = ["address", "times", "last", "place"]

    @admin.display(description="e-mailadres", ordering="username")
    def address(self, failed: FailedLogin) -> str:
        return failed.username or ""

    @admin.display(description="aantal keer", ordering="failures_since_start")
    def times(self, failed: FailedLogin) -> Any:
        return failed.failures_since_start

    @admin.display(description="laatste keer", ordering="attempt_time")
    def last(self, failed: FailedLogin) -> Any:
        return failed.attempt_time

    @admin.display(description="vanaf IP-adres", ordering="ip_address")
    def place(self, failed: FailedLogin) -> str:
        return failed.ip_address or ""


@admin.register(House)
class HouseAdmin(ObjectAdmin):
    section = Section.REGION
    history_kind = "house"
    fieldsets = [
        ("Namen", {"fields": ["network_name", "region_name", "office_name", "tagline", "code"]}),
        ("Bereikbaar en verantwoordelijk", {"fields": ["contact_email", "publisher", "publisher_tooi"]}),
        ("Huisstijl", {"fields": ["accent", "warm"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not House.objects.exists()
