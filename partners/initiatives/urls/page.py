"""Addresses of the page of one initiative, and of what who brings it in does there."""

from django.urls import path

from partners.initiatives.views import following, page, talking

ONE = "initiatieven/<uuid:pk>/"
BY_LINK = "indienen/<str:secret>/volgen/"

urlpatterns = [
    path(ONE, page.initiative, name="initiative"),
    path(f"{ONE}bericht/", talking.say, name="initiative_say"),
    path("initiatieven/berichten/<uuid:pk>/gelezen/", talking.settle, name="initiative_settle"),
    path(f"{ONE}intrekken/", talking.take_back, name="initiative_withdraw"),
    path(BY_LINK, following.following, name="initiative_following"),
    path(f"{BY_LINK}bestanden/<uuid:pk>/", following.file, name="initiative_following_file"),
    path(f"{BY_LINK}bericht/", following.say, name="initiative_following_say"),
    path(f"{BY_LINK}intrekken/", following.take_back, name="initiative_following_withdraw"),
]
