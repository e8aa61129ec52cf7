"""The Celery application: a queue that may lose everything without harm."""

import logging
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participation.settings.production")

app = Celery("participation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    result_serializer="json",
    task_ignore_result=True,
    # A worker killed in the middle must not take the task with it (Celery's defaults do).
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # Far below the visibility timeout, or Redis would hand a running task to a second worker.
    task_time_limit=60,
    task_soft_time_limit=50,
    broker_transport_options={"visibility_timeout": 600},
    broker_connection_retry_on_startup=True,
    worker_soft_shutdown_timeout=30,
    beat_schedule={
        "refresh": {"task": "workers.tasks.refresh", "schedule": 4.0},
        "sweep": {"task": "workers.tasks.sweep", "schedule": 30.0},
        "upkeep": {"task": "workers.tasks.upkeep", "schedule": 60.0},
    },
)
app.autodiscover_tasks(["workers"])


@setup_logging.connect
def keep_our_log(loglevel: int, **ignored: Any) -> None:
    """Leave the log as the settings made it: Celery would put a form of its own in its place."""
    if not settings.LOGGING:
        logging.basicConfig(level=loglevel)
