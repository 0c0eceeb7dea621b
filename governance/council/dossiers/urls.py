"""Addresses of dossiers."""

from django.urls import path

from governance.council.dossiers import views

urlpatterns = [
    path("staten/dossiers/", views.dossiers, name="council_dossiers"),
    path("staten/dossiers/nieuw/", views.new, name="council_dossier_new"),
    path("staten/dossiers/<uuid:pk>/", views.dossier, name="council_dossier"),
    path("staten/dossiers/<uuid:pk>/wijzigen/", views.edit, name="council_dossier_edit"),
]
