"""Background hands: everything that knows Celery."""
