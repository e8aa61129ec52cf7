"""A real town: everything from the environment, refusing what would be dangerous."""

from django.core.exceptions import ImproperlyConfigured

from participation.base import logs, sentry
from participation.settings import env
from participation.settings.base import *  # noqa: F403  settings are layered by import

if not REDIS_URL:  # noqa: F405  comes with the star import
    raise ImproperlyConfigured(
        "REDIS_URL manque. Donnez l'adresse d'un serveur Redis ou Valkey, "
        "par exemple REDIS_URL=redis://127.0.0.1:6379."
    )
if len(SECRET_KEY) < 50:  # noqa: F405
    raise ImproperlyConfigured(
        "SECRET_KEY manque ou est trop courte. Donnez 50 signes au hasard au moins, "
        "dans SECRET_KEY ou dans un fichier nommé par SECRET_KEY_FILE."
    )

USE_QUEUE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", True, help="Renvoyer http vers https.")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if ALLAUTH_TRUSTED_PROXY_COUNT:  # noqa: F405
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

if env.flag("LOG_JSON", True, help="Écrire le journal technique en JSON, une ligne par fait."):
    LOGGING = logs.to_json()
if _dsn := env.text("SENTRY_DSN", help="Service Sentry à qui dire les erreurs ; vide : aucun."):
    sentry.start(_dsn)
