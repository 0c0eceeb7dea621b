"""Addresses of reading a register in."""

from django.urls import path

from governance.council.importing import views

urlpatterns = [
    path("staten/inlezen/<slug:register>/", views.upload, name="council_import_upload"),
    path("staten/inlezen/<slug:register>/leeg.<slug:kind>", views.empty_list, name="council_import_empty"),
    path("staten/inlezen/bestand/<uuid:pk>/", views.preview, name="council_import"),
]
