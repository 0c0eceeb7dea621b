"""Readers in beheer, to look at; the netwerkbureau keeps them in the werkbank."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from newsletters.subscriptions.models import Subscriber
from zorgzaam.beheer.admin import ObjectAdmin, ReadOnlyAdmin


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnlyAdmin):
    list_display = ("address", "state", "frequency", "asked_at")
    list_filter = ("state", "frequency")
    search_fields = ("address",)
    fields = (
        "address",
        "state",
        "frequency",
        "themes",
        "municipalities",
        "asked_at",
        "chosen_at",
        "reader_list",
    )

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Here and not on the page in the werkbank, which is for the netwerkbureau alone."""
        return ObjectAdmin.change_view(self, request, object_id, *args, **kwargs)
