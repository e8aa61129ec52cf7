"""A telephone that takes text messages: proved by a code, used for what is urgent alone."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.codes import digest, same
from participation.base.events import record
from participation.notifications import sms
from participation.notifications.actions.sending import send
from participation.notifications.events import PhoneAsked
from participation.notifications.kinds import NoticeKind
from participation.notifications.models import Habits, Letter

MOST_TRIES = 5
CODE_LASTS = timedelta(minutes=15)


@transaction.atomic
def ask_phone(account: Account, number: str) -> None:
    """Send a code of six digits to a number; only its hash is kept."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    Habits.objects.update_or_create(
        account=account,
        defaults={
            "phone": number,
            "phone_code": digest(f"{account.pk}:{number}:{code}", purpose="phone"),
            "phone_tries": 0,
            "phone_asked_at": now(),
            "phone_confirmed_at": None,
        },
    )
    line = record(PhoneAsked(account_id=account.pk), actor=account)
    _write(line.pk, "phone_code", account, number, _("Votre code : %(code)s") % {"code": code})


def confirm_phone(account: Account, code: str) -> bool:
    """Say whether the code is right; the try is counted before anything is compared."""
    rows = Habits.objects.filter(account=account, phone_asked_at__gt=now() - CODE_LASTS)
    rows = rows.filter(phone_tries__lt=MOST_TRIES, phone_confirmed_at=None)
    if not rows.order_by().update(phone_tries=F("phone_tries") + 1):
        return False
    habits = Habits.objects.get(account=account)
    if not same(habits.phone_code, digest(f"{account.pk}:{habits.phone}:{code}", purpose="phone")):
        return False
    habits.phone_confirmed_at, habits.phone_code = now(), ""
    habits.save(update_fields=["phone_confirmed_at", "phone_code"])
    return True


@transaction.atomic
def forget_phone(account: Account) -> None:
    """Send no more text messages, and forget the number."""
    Habits.objects.filter(account=account).update(
        phone="", phone_code="", phone_confirmed_at=None, phone_asked_at=None
    )


def write_sms(entry_id: int, kind: NoticeKind, account: Account, title: str, url: str) -> None:
    """Send a text message beside a letter, if its kind is urgent and the person wants it."""
    if not kind.has_sms or not sms.is_offered():
        return
    rows = Habits.objects.filter(account=account).exclude(phone_confirmed_at=None)
    number = rows.values_list("phone", flat=True).first()
    if number:
        _write(entry_id, kind.key, account, number, f"{title} {url}".strip())


def _write(entry_id: int, kind: str, account: Account, number: str, text: str) -> None:
    letter, is_new = Letter.objects.get_or_create(
        entry_id=entry_id,
        kind=kind,
        recipient=number,
        channel="sms",
        window="",
        defaults={"account": account, "text": text[:300]},
    )
    if is_new:
        transaction.on_commit(lambda: send(letter.pk), robust=True)
