"""The deadline rule: one clock, the arrival of the request, and a grace for forms opened before."""

from datetime import datetime, timedelta

from django.core import signing

from consultations.models import State, Step, Timeliness


def judge(step: Step, *, arrived_at: datetime, opened_at: datetime | None) -> Timeliness | None:
    """Say how a form that arrived at `arrived_at` is received, or None when it is too late.

    `opened_at` is when the person first opened the form; only a form opened before the closing
    benefits from the grace of the consultation (15 minutes unless told otherwise). All aware.
    """
    consultation = step.consultation
    starts, ends = step.starts_at, step.ends_at
    if starts is None or ends is None or arrived_at < starts:
        return None
    if consultation.state != State.OPEN:
        return None
    if arrived_at < ends:
        return Timeliness.IN_TIME
    within_grace = arrived_at < ends + timedelta(minutes=consultation.grace_minutes)
    opened_before = opened_at is not None and opened_at < ends
    if within_grace and opened_before:
        return Timeliness.IN_GRACE
    return None


def stamp(step: Step, instant: datetime) -> str:
    """Sign the instant at which a form of this step was first shown, for a hidden field."""
    return signing.dumps(instant.isoformat(), salt=_salt(step))


def read_stamp(step: Step, signed: str) -> datetime | None:
    """Read the signed instant back; None when it is absent, altered, or of another step."""
    try:
        return datetime.fromisoformat(signing.loads(signed, salt=_salt(step)))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _salt(step: Step) -> str:
    return f"participation.form-opened.{step.pk}"
