"""The embedded way: SQLite, everything in one process, nothing to install beside Python."""

import os

os.environ.setdefault("SECRET_KEY", "demonstration-only-never-use-this-key-for-a-real-town-7c1e9b")
# Whoever tries it has no authenticator at hand; a real site asks its officers for one.
os.environ.setdefault("EDITORS_NEED_SECOND_FACTOR", "0")

from participation.settings.base import *  # noqa: F403  settings are layered by import

DEBUG = False
IS_DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
RUN_SWEEPER_IN_PROCESS = True
SMS_BACKEND = "participation.notifications.sms.Console"
SHOW_DEMO_BANNER = True
