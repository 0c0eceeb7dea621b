"""Addresses of documents to and from councils."""

from django.urls import path

from governance.council.notices import views

ONE = "staten/stukken/<uuid:pk>/"

urlpatterns = [
    path("staten/stukken/lijst.<slug:kind>", views.as_file, name="council_notices_file"),
    path("staten/stukken/", views.notices, name="council_notices"),
    path("staten/stukken/nieuw/", views.new, name="council_notice_new"),
    path(ONE, views.notice, name="council_notice"),
    path(f"{ONE}wijzigen/", views.edit, name="council_notice_edit"),
]
