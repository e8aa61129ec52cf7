"""Dates, hours and numbers as the language of the page writes them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.formats import number_format as django_number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

NBSP = "\u00a0"
THIN = "\u202f"

# Zones of France whose name for people is not the last word of their IANA name.
ZONE_NAMES = {
    "Europe/Paris": gettext_lazy("heure de Paris"),
    "America/Guadeloupe": gettext_lazy("heure de la Guadeloupe"),
    "America/Martinique": gettext_lazy("heure de la Martinique"),
    "America/Cayenne": gettext_lazy("heure de Guyane"),
    "America/Miquelon": gettext_lazy("heure de Saint-Pierre-et-Miquelon"),
    "Indian/Reunion": gettext_lazy("heure de La Réunion"),
    "Indian/Mayotte": gettext_lazy("heure de Mayotte"),
    "Pacific/Noumea": gettext_lazy("heure de Nouvelle-Calédonie"),
    "Pacific/Tahiti": gettext_lazy("heure de Tahiti"),
    "Pacific/Wallis": gettext_lazy("heure de Wallis-et-Futuna"),
}


def day(value: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Return « 3 mars 2027 », « 1er mars 2027 », or "" without a date. Words stay on one line.

    An aware instant falls on the day of `zone` (the current one by default).
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = _there(value, zone)
    if not _is_french():
        return date_format(value, "j F Y").replace(" ", NBSP)
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number}{NBSP}{date_format(value, 'F')}{NBSP}{value.year}"


def hour(value: datetime) -> str:
    """Return « 18 h 00 » in French and « 18:00 » elsewhere."""
    return f"{value:%-H}{NBSP}h{NBSP}{value:%M}" if _is_french() else f"{value:%H:%M}"


def moment(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Return « 3 mars 2027 à 18 h 00 (heure de Paris) » in `zone` (the current one by default).

    `value` must be aware: an hour without a zone is a promise nobody can keep.
    """
    if value is None:
        return ""
    there = _there(value, zone)
    words = {"day": day(value, zone), "hour": hour(there), "zone": zone_name(there)}
    return _("%(day)s à %(hour)s (%(zone)s)") % words


def ending(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Say an exclusive end as people do: « 31 mars 2027 à minuit », not « 1er avril à 0 h 00 »."""
    if value is None:
        return ""
    there = _there(value, zone)
    if (there.hour, there.minute) != (0, 0):
        return moment(value, zone)
    words = {"day": day(there.date() - timedelta(days=1)), "zone": zone_name(there)}
    return _("%(day)s à minuit (%(zone)s)") % words


def _there(value: datetime, zone: str | ZoneInfo | None) -> datetime:
    where = ZoneInfo(zone) if isinstance(zone, str) and zone else zone
    return timezone.localtime(value, where or None)


def zone_name(value: datetime) -> str:
    """Return « heure de Paris » for the zone of an aware datetime."""
    key = getattr(value.tzinfo, "key", None) or "UTC"
    if key in ZONE_NAMES:
        return str(ZONE_NAMES[key])
    if "/" not in key:
        return key
    return _("heure de %(place)s") % {"place": key.rsplit("/", 1)[-1].replace("_", NBSP)}


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """Return « 12 345,6 » with the narrow space of the language, or "" without a number."""
    if value is None:
        return ""
    text = django_number_format(value, decimals, use_l10n=True, force_grouping=True)
    return str(text).replace(NBSP, THIN).replace(" ", THIN)


def percent(part: float, whole: float) -> str:
    """Return « 38 % » (rounded to a whole), or a dash when nothing was asked."""
    if not whole:
        return "–"
    return (
        f"{round(100 * part / whole)}{NBSP}%" if _is_french() else f"{round(100 * part / whole)}%"
    )


def joined(label: str, sentence: str) -> str:
    """Return « Votre rue : ce champ est obligatoire. », or two sentences after a question."""
    if label.rstrip().endswith(("?", "!", ".", "…")):
        return f"{label} {sentence}"
    colon = f"{NBSP}:" if _is_french() else ":"
    return f"{label}{colon} {sentence[:1].lower()}{sentence[1:]}"


def tied(text: str) -> str:
    """Return `text` with French signs tied to their words: no line begins with a « ? »."""
    for sign in "?!;":
        text = text.replace(f" {sign}", f"{THIN}{sign}")
    return text.replace(" :", f"{NBSP}:").replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")


def _is_french() -> bool:
    return (get_language() or "fr").startswith("fr")
