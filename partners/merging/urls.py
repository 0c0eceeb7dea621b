"""Addresses of merging."""

from django.urls import path

from partners.merging import views

DESK = "werkbank/organisaties/"

urlpatterns = [
    path(f"{DESK}<uuid:pk>/samenvoegen/", views.choose, name="desk_merge_choose"),
    path(f"{DESK}<uuid:pk>/samenvoegen/<uuid:other>/", views.merging, name="desk_merge"),
    path(f"{DESK}samengevoegd/<uuid:pk>/", views.undoing, name="desk_merge_undo"),
]
