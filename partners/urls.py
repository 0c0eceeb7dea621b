"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("partners.regions.urls")),
    path("", include("partners.organisations.urls")),
    path("", include("partners.initiatives.urls.public")),
]
