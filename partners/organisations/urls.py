"""Addresses of organisations."""

from django.urls import path

from partners.organisations import own, views

urlpatterns = [
    path("organisaties/", views.organisations, name="organisations"),
    path("organisaties/<uuid:pk>/", views.organisation, name="organisation"),
    path("partner/organisatie/<uuid:pk>/", own.own_place, name="own_place"),
    path("partner/organisatie/<uuid:pk>/profiel/", own.own_profile, name="own_profile"),
]
