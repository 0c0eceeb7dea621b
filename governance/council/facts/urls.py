"""Addresses of facts."""

from django.urls import path

from governance.council.facts import views

urlpatterns = [
    path("staten/feiten/", views.facts, name="council_facts"),
    path("staten/feiten/nieuw/", views.new, name="council_fact_new"),
    path("staten/feiten/<uuid:pk>/veranderen/", views.change, name="council_fact_change"),
    path("staten/feiten/<uuid:pk>/beeindigen/", views.end, name="council_fact_end"),
]
