"""Beheer of the kernel: people, accounts and the house. Outgoing mail and files are shown elsewhere."""

from typing import Any

from allauth.mfa import admin as _mfa_admin  # noqa: F401 - registers what is unregistered below
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from zorgzaam import source_admin
from zorgzaam.accounts.models import User
from zorgzaam.accounts.notices import send_password_link, tell_owner
from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.house import House
from zorgzaam.people.models import Person

__all__ = ["source_admin"]

# Imported first, so that there is something to take away.
assert auth_admin
admin.site.unregister(Group)


@admin.register(Person)
class PersonAdmin(ObjectAdmin):
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


admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class SecondFactorAdmin(ObjectAdmin):
    """Second factors: an administrator removes one whose phone is lost, and never reads the secret in it."""

    may_delete = True
    list_display = ["user", "type", "created_at", "last_used_at"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        super().delete_model(request, obj)
        tell_owner(obj.user, "Een beheerder heeft je tweede stap bij het inloggen weggehaald.")


@admin.register(House)
class HouseAdmin(ObjectAdmin):
    history_kind = "house"
    fieldsets = [
        ("Namen", {"fields": ["network_name", "region_name", "office_name", "tagline", "code"]}),
        ("Bereikbaar en verantwoordelijk", {"fields": ["contact_email", "publisher"]}),
        ("Huisstijl", {"fields": ["accent", "warm"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not House.objects.exists()
