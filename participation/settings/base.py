"""What is true wherever the project runs."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from participation.base.databases import with_our_options
from participation.settings import env
from participation.settings.signin import *  # noqa: F403  the part that depends on nothing
from participation.settings.wagtail import *  # noqa: F403  the same
from participation.settings.watching import *  # noqa: F403  the same

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.var_dir(BASE_DIR)

# Where it runs ------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", help="Clé secrète : 50 signes au hasard au moins.")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", help="Anciennes clés, pour en changer.")
SITE_URL = env.text(
    "SITE_URL", "http://127.0.0.1:8000", help="Adresse publique, sans barre à la fin."
).rstrip("/")
SITE_NAME = env.text("SITE_NAME", "Participation", help="Nom montré en tête de chaque page.")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", "127.0.0.1,localhost", help="Noms d'hôte servis, séparés par des virgules."
)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", help="Origines admises pour les formulaires (https://…)."
)
HELP_PHONE = env.text("HELP_PHONE", help="Téléphone d'aide montré sur chaque page.")
HELP_EMAIL = env.text("HELP_EMAIL", help="Courriel d'aide montré sur chaque page.")
REDIS_URL = env.text("REDIS_URL", help="Redis ou Valkey : redis://hôte:6379 (sans numéro de base).")

ROOT_URLCONF = "participation.urls"
WSGI_APPLICATION = "participation.wsgi.application"
ASGI_APPLICATION = "participation.asgi.application"


def apps_in(package: str) -> list[str]:
    """Every folder of a package that has an `apps.py` is an app: adding a folder adds one."""
    folder = BASE_DIR.joinpath(*package.split("."))
    return sorted(f"{package}.{app.parent.name}" for app in folder.glob("*/apps.py"))


INSTALLED_APPS = [
    "cms",
    "workers",
    *apps_in("consultations.components"),
    "consultations.moderation",
    "consultations.commitments",
    "consultations.outcomes",
    "consultations.summaries",
    "consultations",
    *apps_in("participation.councils"),
    "participation.councils",
    "participation.live",
    "participation.notifications",
    "participation.territories",
    "participation.journal",
    "participation.accounts",
    "participation.ui",
    "participation.base",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_filters",
    "django_htmx",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "participation.base.clock.ArrivalMiddleware",
    "workers.probes.ProbeMiddleware",
    "participation.base.logs.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "participation.base.http.PrivacyMiddleware",
    "cms.second_factor.SecondFactorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "participation.ui.context.site",
            ],
        },
    }
]
FORM_RENDERER = "participation.ui.forms.FormRenderer"

# What it remembers --------------------------------------------------------------------------
DATABASES = {
    "default": with_our_options(env.database(f"sqlite:///{VAR_DIR}/participation.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "participation.base.http.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Who people are -----------------------------------------------------------------------------
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "TRUSTED_PROXY_COUNT", 0, help="Nombre de mandataires (proxys) de confiance devant le site."
)
MFA_TOTP_ISSUER = SITE_NAME

# How it speaks ------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
WAGTAIL_CONTENT_LANGUAGES = [("fr", "français")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("TIME_ZONE", "Europe/Paris", help="Fuseau du site (base IANA).")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_TZ = True
USE_I18N = True
vars().update(env.email("consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", "participation@localhost", help="Adresse d'expédition des courriels."
)
EMAIL_TIMEOUT = env.number(
    "EMAIL_TIMEOUT", 10, help="Secondes d'attente, au plus, quand le serveur de courriel se tait."
)
SMS_BACKEND = env.text(
    "SMS_BACKEND",
    help="Classe Python qui envoie les SMS (participation.notifications.sms.Console pour "
    "essayer) ; vide : aucun.",
)

# Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"  # public renditions of pictures alone; everything else passes by a view
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "participation.base.uploads.RequestCap",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DOCUMENT_MEGABYTES = env.number(
    "DOCUMENT_MEGABYTES", 20, help="Poids d'un document d'un conseil, au plus, en mégaoctets."
)
CLAMAV_SOCKET = env.text(
    "CLAMAV_SOCKET",
    help="Antivirus ClamAV (clamd) : unix:///chemin ou tcp://hôte:3310. Vide : aucun.",
)

# What a browser may do ----------------------------------------------------------------------
MAP_TILES_URL = env.text(
    "MAP_TILES_URL",
    help="Fond de carte (https://…/{z}/{x}/{y}.png) ; vide : aucun, les contours suffisent.",
)
MAP_TILES_CREDIT = env.text("MAP_TILES_CREDIT", help="Mention due à l'auteur du fond de carte.")
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *env.origins(MAP_TILES_URL)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Wagtail ------------------------------------------------------------------------------------
EDITORS_NEED_SECOND_FACTOR = env.flag(
    "EDITORS_NEED_SECOND_FACTOR", True, help="Exiger un second facteur pour entrer dans /cms/."
)
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/compte/login/"
TAGGIT_CASE_INSENSITIVE = True

# Where things are ---------------------------------------------------------------------------
SUMMARY_AI_URL = env.text(
    "SUMMARY_AI_URL",
    help="Service de texte au format d'OpenAI (https://…/v1), pour rédiger sur les thèmes. "
    "Vide : rien n'est jamais envoyé.",
)
SUMMARY_AI_MODEL = env.text("SUMMARY_AI_MODEL", help="Modèle demandé à ce service.")
SUMMARY_AI_KEY = env.text("SUMMARY_AI_KEY", help="Clé de ce service, s'il en faut une.")
GEOCODER_URL = env.text(
    "GEOCODER_URL",
    help="Service qui situe une adresse (https://data.geopf.fr/geocodage/search) ; vide : aucun.",
)
LINK_CONTROLS = env.words(
    "LINK_CONTROLS",
    "https://www.service-public.gouv.fr/,https://www.data.gouv.fr/",
    help="Sites demandés quand un lien utile ne répond pas : sans réponse, rien n'est noté.",
)
REGISTER_KEY = env.text(
    "REGISTER_KEY",
    help="Clé qui signe le registre des conseils (openssl rand -base64 32) ; vide : de SECRET_KEY.",
)
REGISTERS_KEPT_DAYS = env.number(
    "REGISTERS_KEPT_DAYS",
    30,
    help="Jours pendant lesquels on montre les conseils d'un autre site qui ne répond plus.",
)
REGISTERS_IN_PRIVATE_NETWORKS = env.flag(
    "REGISTERS_IN_PRIVATE_NETWORKS",
    False,
    help="Admettre les registres d'un réseau privé, et sans https (intranet, essais).",
)

# Background work ----------------------------------------------------------------------------
CELERY_BROKER_URL = f"{REDIS_URL}/0" if REDIS_URL else ""
LIVE_REDIS_URL = f"{REDIS_URL}/1" if REDIS_URL else ""  # none: news stay in this one process
LIVE_CHANNEL = "participation-live"
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"{REDIS_URL}/2",
        }
    }
USE_QUEUE = False  # in production, a line of the journal becomes a task at once
RUN_SWEEPER_IN_PROCESS = False  # the demo turns it on: the workers' own sweeper, in a thread
