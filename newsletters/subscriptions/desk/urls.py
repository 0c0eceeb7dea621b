"""Addresses of who keeps the list of readers."""

from django.urls import path

from newsletters.subscriptions.desk import exporting, views

READERS = "werkbank/nieuwsbrief/abonnees/"

urlpatterns = [
    path(READERS, views.subscribers, name="subscribers"),
    path(f"{READERS}abonnees.<slug:ending>", exporting.export, name="subscribers_export"),
    path(f"{READERS}<uuid:pk>/", views.subscriber, name="subscriber"),
    path(f"{READERS}<uuid:pk>/afmelden/", views.end, name="subscriber_end"),
    path(f"{READERS}<uuid:pk>/vergeten/", views.forget, name="subscriber_forget"),
    path(f"{READERS}<uuid:pk>/opnieuw-vragen/", views.ask_again, name="subscriber_ask_again"),
    path(f"{READERS}<uuid:pk>/gegevens.json", exporting.data, name="subscriber_data"),
]
