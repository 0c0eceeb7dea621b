"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("partners.regions.urls")),
    path("", include("partners.organisations.urls")),
    path("", include("partners.contacts.urls")),
    path("", include("partners.joining.urls")),
    path("", include("partners.merging.urls")),
    path("", include("partners.register.urls")),
    path("", include("partners.importing.urls")),
    path("", include("partners.initiatives.urls.page")),
    path("", include("partners.initiatives.urls.desk")),
    path("", include("partners.initiatives.urls.public")),
    # Last: the steps of the form take any word behind the link.
    path("", include("partners.initiatives.urls.writing")),
]
