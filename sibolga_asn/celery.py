"""The Celery application. Tasks live in each app's tasks.py; the schedule is in settings."""

import os
from typing import Any

from celery import Celery, Task
from django.utils import timezone

from inti import waktu

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sibolga_asn.settings")


class TugasKota(Task):  # type: ignore[type-arg]  # not subscriptable at run time
    """A task runs by the city's clocks, as a page does (inti.middleware): days of instants and times in mails are its own."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run it in the city's time zone, which a row says and not the settings."""
        with timezone.override(waktu.zona()):
            return super().__call__(*args, **kwargs)


app = Celery("sibolga_asn", task_cls=TugasKota)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
