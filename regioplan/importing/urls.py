"""Addresses for reading files."""

from django.urls import path

from regioplan.importing import views

ONE = "werkbank/plannen/versies/<uuid:pk>/inlezen/"

urlpatterns = [
    path(ONE, views.upload, name="plan_import"),
    path(f"{ONE}<uuid:part>/", views.preview, name="plan_import_preview"),
]
