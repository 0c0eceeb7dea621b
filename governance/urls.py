"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver

from governance.actions import urls as actions
from governance.attendance import urls as attendance
from governance.bodies import urls as bodies
from governance.bottlenecks import urls as bottlenecks
from governance.briefings import urls as briefings
from governance.bundles import urls as bundles
from governance.constituency import urls as constituency
from governance.council import urls as council
from governance.decisions import urls as decisions
from governance.executions import urls as executions
from governance.initiatives import urls as initiatives
from governance.intake import urls as intake
from governance.live import urls as live
from governance.meetings import urls as meetings
from governance.minutes import urls as minutes
from governance.rounds import urls as rounds
from governance.series import urls as series
from governance.writing import urls as writing

urlpatterns: list[URLPattern | URLResolver] = [
    *attendance.urlpatterns,
    *bodies.urlpatterns,
    *meetings.urlpatterns,
    *bundles.urlpatterns,
    *live.urlpatterns,
    *minutes.urlpatterns,
    *series.urlpatterns,
    *intake.urlpatterns,
    *initiatives.urlpatterns,
    *executions.urlpatterns,
    *decisions.urlpatterns,
    *actions.urlpatterns,
    *constituency.urlpatterns,
    *bottlenecks.urlpatterns,
    *council.urlpatterns,
    *briefings.urlpatterns,
    *rounds.urlpatterns,
    *writing.urlpatterns,
]
