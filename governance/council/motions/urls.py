"""Addresses of motions."""

from django.urls import path

from governance.council.motions import views

ONE = "staten/moties/<uuid:pk>/"

urlpatterns = [
    path("staten/moties/lijst.<slug:kind>", views.as_file, name="motions_file"),
    path("staten/moties/", views.motions, name="motions"),
    path("staten/moties/nieuw/", views.new, name="motion_new"),
    path(ONE, views.motion, name="motion"),
    path(f"{ONE}wijzigen/", views.edit, name="motion_edit"),
    path(f"{ONE}besluit/", views.decide, name="motion_decide"),
    path(f"{ONE}oppakken/", views.take_up, name="motion_take_up"),
]
