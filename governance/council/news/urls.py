"""Addresses of the feeds of registers and dossiers."""

from django.urls import path

from governance.council.news import feeds

urlpatterns = [
    path("feeds/dossiers/<uuid:pk>.atom", feeds.of_dossier, name="council_dossier_feed"),
    path("feeds/staten/<slug:register>.atom", feeds.of_register, name="council_feed"),
    path("feeds/staten/<slug:register>/<uuid:pk>.atom", feeds.of_register, name="council_feed_of"),
]
