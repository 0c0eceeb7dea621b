"""Beheer of the kernel: people, accounts and the house. Outgoing mail and files are shown elsewhere."""

from typing import Any

from allauth.mfa import admin as _mfa_admin  # noqa: F401 - registers what is unregistered below
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from zorgzaam import source_admin
from zorgzaam.accounts.models import User
from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.house import House
from zorgzaam.people.models import Person

__all__ = ["source_admin"]

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


class AccountCreationForm(AdminUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["email", "person"]


@admin.register(User)
class AccountAdmin(ObjectAdmin, UserAdmin):  # type: ignore[type-arg]
    """Accounts; what somebody may do follows from mandates, not from switches here."""

    add_form = AccountCreationForm
    ordering = ["email"]
    list_display = ["email", "person", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["email", "person__name"]
    autocomplete_fields = ["person"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "person", "password"]}),
        ("Toegang", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Gebruik", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "person", "usable_password", "password1", "password2"]})]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person")


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
