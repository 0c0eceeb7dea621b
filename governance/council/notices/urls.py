"""Addresses of documents to and from councils."""

from django.urls import path

from governance.council.notices import views
from governance.council.registers import urls_of

urlpatterns = [
    *urls_of(views.REGISTER, "stukken"),
    path("staten/stukken/<uuid:pk>/", views.notice, name="council_notice"),
]
