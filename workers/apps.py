"""The app of background hands: with a queue, new journal lines become tasks."""

from django.apps import AppConfig
from django.conf import settings


class WorkersConfig(AppConfig):
    name = "workers"
    label = "workers"

    def ready(self) -> None:
        from workers import summaries

        if settings.CELERY_BROKER_URL and settings.USE_QUEUE:
            from participation.journal.actions import use_delivery
            from workers.receivers import enqueue
            from workers.tasks import summarise

            use_delivery(enqueue)
            summaries.use(lambda summary_id: summarise.apply_async(args=[summary_id], retry=False))
