"""What who brought it in may expect now, per state: said unless somebody says it better."""

from partners.initiatives.models.states import State

EXPECTED = {
    State.RECEIVED: "Het netwerkbureau leest uw initiatief en bepaalt waar het heen gaat. U hoeft nu niets te doen.",
    State.TRIAGE: "Het netwerkbureau bepaalt waar uw initiatief thuishoort. U hoeft nu niets te doen.",
    State.ASSESSING: "Beoordelaars bekijken uw initiatief op de criteria. U hoeft nu niets te doen.",
    State.OFFERED: "Die organisatie laat weten of zij het oppakt. Zo niet, dan komt het terug bij het netwerkbureau.",
    State.ELSEWHERE: "Die organisatie gaat ermee verder en neemt contact met u op.",
    State.RETURNED: "Pas uw initiatief aan of beantwoord de vraag, en dien het daarna opnieuw in.",
    State.ON_AGENDA: "Het overleg bespreekt uw initiatief. Daarna leest u hier wat er is besloten.",
    State.TAKEN_UP: "Het netwerk neemt uw initiatief op. Spreek met het netwerkbureau af wanneer u begint.",
    State.NOT_TAKEN_UP: "Het netwerk gaat hier niet mee verder.",
    State.RUNNING: "Het initiatief loopt. U laat regelmatig weten hoe het gaat.",
    State.DONE: "Het initiatief is klaar. Dank voor uw werk.",
    State.STOPPED: "Het initiatief is gestopt.",
    State.WITHDRAWN: "U hebt het initiatief ingetrokken. Wilt u het toch weer? Begin dan een nieuw initiatief.",
}
