"""Table of contents: the addresses of the registers of councils."""

from governance.council.answers import urls as answers
from governance.council.commitments import urls as commitments
from governance.council.dossiers import urls as dossiers
from governance.council.facts import urls as facts
from governance.council.handling import urls as handling
from governance.council.importing import urls as importing
from governance.council.motions import urls as motions
from governance.council.news import urls as news
from governance.council.notices import urls as notices
from governance.council.questions import urls as questions
from governance.council.requests import urls as requests
from governance.council.sessions import urls as sessions
from governance.council.upkeep import urls as upkeep

urlpatterns = [
    *dossiers.urlpatterns,
    *commitments.urlpatterns,
    *motions.urlpatterns,
    *notices.urlpatterns,
    *questions.urlpatterns,
    *answers.urlpatterns,
    *requests.urlpatterns,
    *handling.urlpatterns,
    *facts.urlpatterns,
    *sessions.urlpatterns,
    *importing.urlpatterns,
    *upkeep.urlpatterns,
    *news.urlpatterns,
]
