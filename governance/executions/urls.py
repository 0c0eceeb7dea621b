"""Addresses of what organisations are asked because of a decision."""

from django.urls import path

from governance.executions.views import answering, asking, reading

urlpatterns = [
    path("besluiten/uitvoering/", reading.board, name="executions"),
    path("besluiten/<uuid:pk>/uitvoering/vraag/", asking.ask, name="execution_ask"),
    path("uitvoering/<uuid:pk>/", reading.execution, name="execution"),
    path("uitvoering/<uuid:pk>/intrekken/", asking.withdraw, name="execution_withdraw"),
    path("uitvoering/bewijs/<uuid:pk>/", reading.evidence, name="execution_evidence"),
    path("partner/uitvoering/<uuid:pk>/", answering.answer, name="execution_answer"),
    path("partner/uitvoering/<uuid:pk>/gedaan/", answering.done, name="execution_done"),
]
