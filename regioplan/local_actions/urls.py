"""Addresses of actions of municipalities."""

from django.urls import path

from regioplan.local_actions import views

urlpatterns = [
    path("werkbank/gemeenten/<slug:slug>/acties/nieuw/", views.action_add, name="local_action_add"),
    path("werkbank/gemeenten/acties/<uuid:pk>/", views.action_edit, name="local_action_edit"),
]
