"""Addresses of what municipalities decided."""

from django.urls import path

from regioplan.approvals import views

urlpatterns = [
    path("regioplan/besluiten/", views.approvals, name="approvals"),
    path("regioplan/besluiten/<uuid:pk>/<slug:slug>/", views.approval_record, name="approval_record"),
    path("regioplan/besluiten/plan/<uuid:pk>/<slug:slug>/", views.approval_on_plan, name="approval_on_plan"),
]
