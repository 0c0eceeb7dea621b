"""The Celery app. Redis carries wake-ups only; every job looks in PostgreSQL for what there is to do."""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgzaam.settings")


class ActingTask(Task):  # type: ignore[type-arg]
    """A task whose writes are done by the worker, a named system actor."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from zorgzaam.audit.actors import SystemActor
        from zorgzaam.audit.history import acting

        with acting(SystemActor.WORKER, job=self.name):
            return super().__call__(*args, **kwargs)


app = Celery("zorgzaam", task_cls=ActingTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")


@worker_init.connect
def _refuse_danger(**kwargs: Any) -> None:
    from zorgzaam.checks import refuse_danger

    refuse_danger()
