"""Addresses of minutes."""

from django.urls import path

from governance.minutes import views

urlpatterns = [
    path("vergaderingen/<uuid:pk>/verslag/", views.minutes, name="minutes"),
    path("vergaderingen/<uuid:pk>/verslag/<int:version>/pdf/", views.as_pdf, name="minutes_pdf"),
    path("vergaderingen/<uuid:pk>/verslag/maken/", views.start, name="minutes_start"),
    path("vergaderingen/<uuid:pk>/verslag/publiceren/", views.publish, name="minutes_publish"),
    path("vergaderingen/<uuid:pk>/verslag/vaststellen/", views.approve, name="minutes_approve"),
    path("verslagdelen/<uuid:pk>/wijzigen/", views.part, name="minutes_part"),
    path("verslagdelen/<uuid:pk>/besloten/", views.closed_part, name="minutes_part_closed"),
]
