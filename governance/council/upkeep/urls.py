"""Addresses of keeping registers."""

from django.urls import path

from governance.council.upkeep import views

urlpatterns = [
    path("staten/bijhouden/", views.upkeep, name="council_upkeep"),
    path("staten/bijhouden/<slug:register>/<uuid:pk>/", views.up_to_date, name="council_up_to_date"),
]
