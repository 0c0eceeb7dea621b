"""Addresses of organisations."""

from django.urls import path

from partners.organisations import views

urlpatterns = [
    path("organisaties/", views.organisations, name="organisations"),
    path("organisaties/<uuid:pk>/", views.organisation, name="organisation"),
]
