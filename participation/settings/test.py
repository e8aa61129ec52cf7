"""What tests change: fast password hashing, mail in memory, fixed secrets."""

import os
from importlib.util import find_spec

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)

from participation.settings.base import *  # noqa: F403  settings are layered by import

if find_spec("django_linear_migrations"):  # two branches that add a migration meet in git
    INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405  the same

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,  # noqa: F405  comes with the star import
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
