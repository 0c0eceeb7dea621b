"""Addresses of bottlenecks and successes."""

from django.urls import path

from governance.bottlenecks import views

urlpatterns = [
    path("knelpunten/", views.board, name="bottlenecks"),
    path("knelpunten/melden/", views.new, name="bottleneck_new"),
    path("knelpunten/<uuid:pk>/", views.bottleneck, name="bottleneck"),
    path("knelpunten/<uuid:pk>/wijzigen/", views.edit, name="bottleneck_edit"),
    path("knelpunten/<uuid:pk>/hoger/", views.to_higher, name="bottleneck_climb"),
    path("knelpunten/<uuid:pk>/besluit/", views.decided, name="bottleneck_decide"),
    path("knelpunten/<uuid:pk>/antwoord/", views.answered, name="bottleneck_answer"),
]
