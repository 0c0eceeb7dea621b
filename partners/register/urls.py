"""Addresses of the register."""

from django.urls import path

from partners.register import views

DESK = "werkbank/organisaties/"

urlpatterns = [
    path(DESK, views.organisations, name="desk_organisations"),
    path(f"{DESK}dubbel/", views.duplicates, name="desk_duplicates"),
    path(f"{DESK}nieuw/", views.new, name="desk_organisation_new"),
    path(f"{DESK}<uuid:pk>/", views.organisation, name="desk_organisation"),
    path(f"{DESK}<uuid:pk>/bewerken/", views.change, name="desk_organisation_change"),
    path(f"{DESK}<uuid:pk>/deelname/", views.participation, name="desk_participation"),
]
