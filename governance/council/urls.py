"""Table of contents: the addresses of the registers of councils."""

from governance.council.commitments import urls as commitments
from governance.council.facts import urls as facts
from governance.council.handling import urls as handling
from governance.council.motions import urls as motions
from governance.council.notices import urls as notices
from governance.council.sessions import urls as sessions

urlpatterns = [
    *commitments.urlpatterns,
    *motions.urlpatterns,
    *notices.urlpatterns,
    *handling.urlpatterns,
    *facts.urlpatterns,
    *sessions.urlpatterns,
]
