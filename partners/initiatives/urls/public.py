"""Addresses of what the public reads, of publishing it, and of carrying it out."""

from django.urls import path

from partners.initiatives.views import agreeing, executing, public, publishing

ONE = "initiatieven/<uuid:pk>"
DESK = "werkbank/initiatieven/<uuid:pk>"

urlpatterns = [
    path("initiatieven/", public.gallery, name="initiatives"),
    path("feeds/initiatieven.rss", public.feed, name="initiatives_feed"),
    path(f"{DESK}/tekst/", publishing.write_text, name="initiative_publicity_text"),
    path(f"{DESK}/akkoord-vragen/", publishing.ask, name="initiative_publicity_ask"),
    path(f"{DESK}/akkoord/", publishing.note_agreement, name="initiative_publicity_note"),
    path(f"{DESK}/publiceren/", publishing.publish, name="initiative_publish"),
    path(f"{DESK}/van-de-site/", publishing.take_off, name="initiative_take_off"),
    path(f"{ONE}/op-de-site/", agreeing.agree, name="initiative_publicity_agree"),
    path(f"{ONE}/niet-zo-op-de-site/", agreeing.refuse, name="initiative_publicity_refuse"),
    path(f"{ONE}/van-de-site/", agreeing.ask_off, name="initiative_publicity_off"),
    path(f"{ONE}/uitvoering/", executing.plan, name="initiative_plan"),
    path(f"{ONE}/uitvoering/begin/", executing.begin, name="initiative_begin"),
    path(f"{ONE}/uitvoering/klaar/", executing.finish, name="initiative_finish"),
    path(f"{ONE}/uitvoering/stop/", executing.stop, name="initiative_stop"),
    path(f"{ONE}/mijlpaal/", executing.add_milestone, name="initiative_milestone_add"),
    path(f"{ONE}/voortgang/", executing.add_report, name="initiative_report_add"),
    path(f"{ONE}/succes/", executing.add_success, name="initiative_success_add"),
    path("initiatieven/mijlpalen/<uuid:pk>/", executing.edit_milestone, name="initiative_milestone"),
    path("werkbank/initiatieven/successen/<uuid:pk>/", executing.judge, name="initiative_success_judge"),
]
