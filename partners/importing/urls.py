"""Addresses of lists that go out and come in."""

from django.urls import path

from partners.importing import views

LISTS = "werkbank/organisaties/lijsten/"

urlpatterns = [
    path(LISTS, views.lists, name="register_lists"),
    path(f"{LISTS}<slug:kind>.<slug:ending>", views.export, name="register_export"),
    path(f"{LISTS}voorbeeld/<slug:kind>.<slug:ending>", views.sample, name="register_sample"),
    path(f"{LISTS}<slug:kind>/inlezen/", views.upload, name="register_upload"),
    path(f"{LISTS}inlezen/<uuid:pk>/", views.preview, name="register_preview"),
]
