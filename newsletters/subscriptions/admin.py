"""Readers in beheer, to look at; the netwerkbureau keeps them in the werkbank."""

from django.contrib import admin

from newsletters.subscriptions.models import Subscriber
from zorgzaam.beheer.admin import LookedAtAdmin


@admin.register(Subscriber)
class SubscriberAdmin(LookedAtAdmin):
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
