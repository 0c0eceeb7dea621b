"""Addresses of the agenda for initiatives."""

from django.urls import path

from governance.initiatives.views import putting

urlpatterns = [
    path("initiatieven/<uuid:pk>/agenda/", putting.on_agenda, name="initiative_agenda"),
]
