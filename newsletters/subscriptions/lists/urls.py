"""Addresses of lists that are taken over."""

from django.urls import path

from newsletters.subscriptions.lists import answering, views

LISTS = "werkbank/nieuwsbrief/abonnees/lijsten/"

urlpatterns = [
    path(LISTS, views.lists, name="reader_lists"),
    path(f"{LISTS}voorbeeld.<slug:ending>", views.sample, name="reader_list_sample"),
    path(f"{LISTS}<uuid:pk>/", views.one, name="reader_list"),
    path(f"{LISTS}<uuid:pk>/vragen/", views.ask, name="reader_list_ask"),
    path(f"{LISTS}<uuid:pk>/stilzetten/", views.hold, name="reader_list_hold"),
    path("nieuwsbrief/doorgaan/<str:secret>/", answering.answer, name="newsletter_continue"),
]
