"""Addresses of commitments."""

from django.urls import path

from governance.council.commitments import views

ONE = "staten/toezeggingen/<uuid:pk>/"

urlpatterns = [
    path("staten/toezeggingen/lijst.<slug:kind>", views.as_file, name="commitments_file"),
    path("staten/toezeggingen/", views.commitments, name="commitments"),
    path("staten/toezeggingen/nieuw/", views.new, name="commitment_new"),
    path(ONE, views.commitment, name="commitment"),
    path(f"{ONE}wijzigen/", views.edit, name="commitment_edit"),
    path(f"{ONE}oppakken/", views.take_up, name="commitment_take_up"),
    path(f"{ONE}bewoording/", views.add_wording, name="commitment_wording_new"),
    path(f"{ONE}bewoording/<int:wording>/weghalen/", views.remove_wording, name="commitment_wording_remove"),
]
