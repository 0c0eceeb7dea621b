"""Addresses of books."""

from django.urls import path

from governance.bundles import views

urlpatterns = [
    path("vergaderingen/<uuid:pk>/bundel/", views.bundle, name="bundle"),
    path("vergaderingen/<uuid:pk>/bundel/maken/", views.bundle_ask, name="bundle_ask"),
    path("vergaderingen/<uuid:pk>/bundel/pdf/", views.bundle_file, name="bundle_file"),
]
