"""Addresses of the schrijfteams."""

from django.urls import path

from governance.writing.views import (
    clusters,
    guests,
    harvesting,
    leaving_out,
    moving,
    outcomes,
    reviewing,
    teams,
    texts,
    voting,
)

TEAM = "werkbank/schrijven/<uuid:pk>"
VERSION = "werkbank/schrijfversies/<uuid:pk>"

urlpatterns = [
    path("werkbank/schrijven/", teams.overview, name="writing"),
    path("werkbank/schrijven/nieuw/", teams.new, name="writing_new"),
    path(f"{TEAM}/", teams.team, name="writing_team"),
    path(f"{TEAM}/opdracht/", teams.settings, name="writing_settings"),
    path(f"{TEAM}/stap/", moving.step, name="writing_step"),
    path(f"{TEAM}/opbrengsten/", harvesting.harvest, name="writing_harvest"),
    path(f"{TEAM}/opbrengsten/lijst/", harvesting.harvest_list, name="writing_harvest_list"),
    path(f"{TEAM}/opbrengsten/uit-verslag/", harvesting.findings, name="writing_findings"),
    path(f"{TEAM}/oogst/", harvesting.session_new, name="harvest_session_new"),
    path("werkbank/oogst/<uuid:pk>/", harvesting.session, name="harvest_session"),
    path("werkbank/oogst/<uuid:pk>/sluiten/", harvesting.session_close, name="harvest_session_close"),
    path("werkbank/oogst/<uuid:pk>/heropenen/", harvesting.session_reopen, name="harvest_session_reopen"),
    path("werkbank/opbrengsten/<uuid:pk>/verbergen/", harvesting.hide, name="harvest_hide"),
    path("werkbank/opbrengsten/<uuid:pk>/tonen/", harvesting.show, name="harvest_show"),
    path("oogst/", guests.door, name="harvest_door"),
    path("oogst/<str:code>/", guests.guest, name="harvest_guest"),
    path("oogst/<str:code>/terugnemen/<uuid:item>/", guests.guest_take_back, name="harvest_guest_take_back"),
    path("oogst/<str:code>/lijst/", guests.guest_list, name="harvest_guest_list"),
    path(f"{TEAM}/clusters/", clusters.clusters, name="writing_clusters"),
    path(f"{TEAM}/clusters/ordenen/", clusters.arrange, name="writing_arrange"),
    path(f"{TEAM}/clusters/ongedaan/", clusters.undo, name="writing_undo"),
    path("werkbank/clusters/<uuid:pk>/", clusters.cluster, name="writing_cluster"),
    path("werkbank/clusters/<uuid:pk>/weghalen/", clusters.remove, name="writing_cluster_remove"),
    path("werkbank/clusters/<uuid:pk>/overlap/", clusters.overlap, name="overlap_new"),
    path("werkbank/overlap/<uuid:pk>/", clusters.answer, name="overlap_answer"),
    path(f"{TEAM}/prioriteren/", voting.ballot, name="writing_ballot"),
    path(f"{TEAM}/tekst/", texts.text, name="writing_text"),
    path(f"{TEAM}/tekst/indienen/", texts.submit, name="writing_hand_in"),
    path(f"{TEAM}/opgaven/nieuw/", texts.task_new, name="worked_task_new"),
    path("werkbank/uitwerkingen/<uuid:pk>/", texts.task, name="worked_task"),
    path("werkbank/uitwerkingen/<uuid:pk>/weghalen/", texts.task_remove, name="worked_task_remove"),
    path(f"{TEAM}/alineas/nieuw/", texts.paragraph_new, name="paragraph_new"),
    path("werkbank/alineas/<uuid:pk>/", texts.paragraph, name="paragraph"),
    path("werkbank/alineas/<uuid:pk>/weghalen/", texts.paragraph_remove, name="paragraph_remove"),
    path("werkbank/alineas/<uuid:pk>/omhoog/", texts.paragraph_up, name="paragraph_up"),
    path(f"{VERSION}/", reviewing.version, name="hand_in"),
    path(f"{VERSION}/opmerking/", reviewing.remark, name="remark_new"),
    path(f"{VERSION}/terugkoppelen/", reviewing.returned, name="hand_in_return"),
    path(f"{VERSION}/akkoord/", reviewing.signed, name="hand_in_sign"),
    path(f"{VERSION}/overnemen/<uuid:task>/", outcomes.outcome, name="hand_in_take_over"),
    path(f"{VERSION}/niet-overnemen/<uuid:task>/", leaving_out.left_out, name="hand_in_leave_out"),
    path(
        f"{VERSION}/niet-overnemen/<uuid:task>/ongedaan/", leaving_out.brought_back, name="hand_in_bring_back"
    ),
    path("werkbank/opmerkingen/<uuid:pk>/antwoord/", reviewing.answer, name="remark_answer"),
    path("werkbank/opmerkingen/<uuid:pk>/afhandelen/", reviewing.settled, name="remark_settle"),
]
