"""Addresses of commitments."""

from django.urls import path

from governance.council.commitments import views
from governance.council.registers import urls_of

ONE = "staten/toezeggingen/<uuid:pk>/"

urlpatterns = [
    *urls_of(views.REGISTER, "toezeggingen"),
    path(ONE, views.commitment, name="commitment"),
    path(f"{ONE}oppakken/", views.take_up, name="commitment_take_up"),
    path(f"{ONE}bewoording/", views.add_wording, name="commitment_wording_new"),
    path(f"{ONE}bewoording/<int:wording>/weghalen/", views.remove_wording, name="commitment_wording_remove"),
]
