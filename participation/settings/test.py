"""What tests change: fast password hashing, mail in memory, fixed secrets."""

import os
import sys
import tempfile
from importlib.util import find_spec

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
if "pytest" in sys.modules:
    # Here and not in the tests: a worker's settings are read before any file of theirs, and what
    # one worker tidies away must not be another's files.
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="participation-var-")

from participation.settings.base import *  # noqa: F403  settings are layered by import

if find_spec("django_linear_migrations"):  # two branches that add a migration meet in git
    INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405  the same

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SMS_BACKEND = "participation.notifications.sms.Memory"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,  # noqa: F405  comes with the star import
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
