"""Addresses of the page of one initiative, and of what who brings it in does there."""

from django.urls import path

from partners.initiatives.views import agreeing, executing, following, page, talking

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
    path(f"{BY_LINK}op-de-site/", agreeing.agree_guest, name="initiative_publicity_agree_guest"),
    path(f"{BY_LINK}niet-zo-op-de-site/", agreeing.refuse_guest, name="initiative_publicity_refuse_guest"),
    path(f"{BY_LINK}van-de-site/", agreeing.ask_off_guest, name="initiative_publicity_off_guest"),
    path(f"{BY_LINK}uitvoering/", executing.plan_guest, name="initiative_plan_guest"),
    path(f"{BY_LINK}uitvoering/begin/", executing.begin_guest, name="initiative_begin_guest"),
    path(f"{BY_LINK}uitvoering/klaar/", executing.finish_guest, name="initiative_finish_guest"),
    path(f"{BY_LINK}uitvoering/stop/", executing.stop_guest, name="initiative_stop_guest"),
    path(f"{BY_LINK}mijlpaal/", executing.add_milestone_guest, name="initiative_milestone_add_guest"),
    path(f"{BY_LINK}mijlpalen/<uuid:pk>/", executing.edit_milestone_guest, name="initiative_milestone_guest"),
    path(f"{BY_LINK}voortgang/", executing.add_report_guest, name="initiative_report_add_guest"),
    path(f"{BY_LINK}succes/", executing.add_success_guest, name="initiative_success_add_guest"),
]
