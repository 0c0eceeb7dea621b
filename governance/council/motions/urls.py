"""Addresses of motions."""

from django.urls import path

from governance.council.motions import views
from governance.council.registers import urls_of

ONE = "staten/moties/<uuid:pk>/"

urlpatterns = [
    *urls_of(views.REGISTER, "moties"),
    path(ONE, views.motion, name="motion"),
    path(f"{ONE}besluit/", views.decide, name="motion_decide"),
    path(f"{ONE}oppakken/", views.take_up, name="motion_take_up"),
]
