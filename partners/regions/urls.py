"""Addresses of municipalities."""

from django.urls import path

from partners.regions import views

urlpatterns = [
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("gemeenten/<slug:slug>/", views.municipality, name="municipality"),
]
