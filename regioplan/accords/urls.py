"""Addresses of the national agreements."""

from django.urls import path

from regioplan.accords import views

urlpatterns = [path("akkoorden/", views.accords, name="accords")]
