"""Beheer of the kernel: people, accounts and the house. Outgoing mail and files are shown elsewhere."""

from typing import Any

from allauth.account import admin as _account_admin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _mfa_admin
from allauth.mfa.models import Authenticator
from axes import admin as _axes_admin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as _auth_admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from zorgzaam import source_admin
from zorgzaam.accounts.locks import FailedLogin, SecondFactor
from zorgzaam.accounts.models import User
from zorgzaam.accounts.notices import send_password_link, tell_owner
from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.beheer.sections import Section
from zorgzaam.house import House
from zorgzaam.people.models import Person

__all__ = ["source_admin"]

# Pages of libraries, in English: away, or in our words below. Imported first, so that there is something to
# take away.
assert all((_account_admin, _auth_admin, _axes_admin, _mfa_admin))
for theirs in (Group, EmailAddress, Authenticator, AccessAttempt, AccessFailureLog, AccessLog):
    admin.site.unregister(theirs)


@admin.register(Person)
class PersonAdmin(ObjectAdmin):
    section = Section.PEOPLE
    list_display = ["name", "email", "has_account", "named_publicly"]
    list_filter = ["named_publicly"]
    search_fields = ["name", "sort_name", "email"]
    fieldsets = [
        (None, {"fields": ["name", "sort_name"]}),
        ("Bereikbaar", {"fields": ["email", "phone"]}),
        ("Op de site", {"fields": ["named_publicly"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user")

    @admin.display(boolean=True, description="account")
    def has_account(self, person: Person) -> bool:
        return hasattr(person, "user")


class NewAccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """A login for a person, on that person's own address. Nobody chooses a password for somebody else."""

    class Meta:
        model = User
        fields = ["person"]

    def clean_person(self) -> Person:
        person: Person = self.cleaned_data["person"]
        if not person.email:
            raise ValidationError("Deze persoon heeft nog geen e-mailadres. Vul dat eerst in bij de persoon.")
        if User.objects.filter(email__iexact=person.email).exists():
            raise ValidationError("Er is al een account met het e-mailadres van deze persoon.")
        return person

    def save(self, commit: bool = True) -> User:
        self.instance.email = self.cleaned_data["person"].email.lower()
        self.instance.set_unusable_password()
        return super().save(commit)  # type: ignore[no-any-return]


@admin.register(User)
class AccountAdmin(ObjectAdmin):
    """Accounts; what somebody may do follows from mandates, not from switches here.

    An administrator cannot take an account over: person, address and password are out of reach, and the owner hears
    of every change (promise I4: superuser opens no closed paper).
    """

    section = Section.PEOPLE
    ordering = ["email"]
    list_display = ["email", "person", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
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
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["person"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.readonly_fields, "person"] if obj else []

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            tell_owner(obj, "Een beheerder heeft de toegang van je account gewijzigd.")
        else:
            send_password_link(request, obj)


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
        ("Bereikbaar en verantwoordelijk", {"fields": ["contact_email", "publisher"]}),
        ("Huisstijl", {"fields": ["accent", "warm"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not House.objects.exists()
