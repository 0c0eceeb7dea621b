"""Addresses for reading files."""

from django.urls import path

from regioplan.importing import views

ONE = "werkbank/plannen/versies/<uuid:pk>/inlezen/"

urlpatterns = [
    path(ONE, views.upload, name="plan_import"),
    path(f"{ONE}voorbeeld.yaml", views.sample_file, {"kind": "yaml"}, name="plan_import_sample_yaml"),
    path(f"{ONE}voorbeeld.xlsx", views.sample_file, {"kind": "xlsx"}, name="plan_import_sample_xlsx"),
    path(f"{ONE}<uuid:part>/", views.preview, name="plan_import_preview"),
]
