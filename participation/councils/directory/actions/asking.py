"""Asking other sites for their registers, and believing only what their key has signed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from participation.base.clock import now
from participation.base.reaching import Answer, NotReached, TooMuch, fetch, is_public
from participation.councils.directory.actions.taking import (
    note_problem,
    note_unchanged,
    take_over,
)
from participation.councils.directory.choices import Problem
from participation.councils.directory.errors import Unheard
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.reading import ReadRegister, is_on, parsed, read
from participation.councils.directory.signing import tidy_key, verifies

WELL_KNOWN = "/.well-known/participation-register.json"
MOST_BYTES = 5_000_000
MOST_BYTES_OF_KEY = 10_000
SIGNATURE = "participation-signature"
OK, NOT_MODIFIED = 200, 304


@dataclass(frozen=True)
class Offer:
    """What a site that is not followed yet offers: its register, and the key that verifies it."""

    site: str
    register_url: str
    key: str
    register: ReadRegister


def discover(address: str) -> Offer:
    """Ask a site, by the address of any of its pages, for its key and its register.

    Raises Unheard with the problem; changes nothing.
    """
    parts = urlsplit(address)
    site = f"{parts.scheme}://{parts.netloc}".lower()
    register_url, key = _well_known(site)
    answer = _got(register_url)
    if not verifies(key, answer.headers.get(SIGNATURE, ""), answer.content):
        raise Unheard(Problem.SIGNATURE)
    return Offer(site, register_url, key, read(answer.content, site=site))


def ask(instance: RemoteInstance) -> None:
    """Ask a site for its register now, and take it over or note why not.

    Twenty seconds at most. A site that was removed meanwhile is left alone.
    """
    RemoteInstance.objects.filter(pk=instance.pk).update(asked_at=now())
    with suppress(RemoteInstance.DoesNotExist):
        try:
            _hear(instance)
        except Unheard as refusal:
            note_problem(instance, refusal)


def ask_due_instance() -> int:
    """Ask one site that is due; give how many were asked.

    One at a time: what follows the clock must not wait. Two workers never ask the same one.
    """
    instance = RemoteInstance.objects.due().first()
    if instance is None:
        return 0
    rows = RemoteInstance.objects.filter(pk=instance.pk, asked_at=instance.asked_at)
    if not rows.update(asked_at=now()):
        return 0
    ask(instance)
    return 1


def _hear(instance: RemoteInstance) -> None:
    known = {"If-None-Match": instance.etag, "If-Modified-Since": instance.last_modified}
    answer = _got(instance.register_url, {name: value for name, value in known.items() if value})
    if answer.status == NOT_MODIFIED:
        note_unchanged(instance)
        return
    if not verifies(instance.key, answer.headers.get(SIGNATURE, ""), answer.content):
        raise _distrusted(instance, answer)
    register = read(answer.content, site=instance.site)
    take_over(instance, register, headers=answer.headers)


def _distrusted(instance: RemoteInstance, answer: Answer) -> Unheard:
    """Tell a site that changed its key from an answer that was changed on its way."""
    try:
        _register_url, key = _well_known(instance.site)
    except Unheard:
        return Unheard(Problem.SIGNATURE)
    if key == instance.key or not verifies(key, answer.headers.get(SIGNATURE, ""), answer.content):
        return Unheard(Problem.SIGNATURE)
    return Unheard(Problem.NEW_KEY, key)


def _well_known(site: str) -> tuple[str, str]:
    """Give where a site says that its register is, on itself, and its key."""
    told = parsed(_reached(f"{site}{WELL_KNOWN}", MOST_BYTES_OF_KEY).content)
    url, jwk = told.get("register"), told.get("key")
    if not is_on(site, url):
        raise Unheard(Problem.OTHER_SITE)
    try:
        key = tidy_key(str(jwk["x"]) if isinstance(jwk, dict) else "")
    except (KeyError, ValueError) as problem:
        raise Unheard(Problem.NOT_A_REGISTER) from problem
    return str(url), key


def _got(url: str, headers: Mapping[str, str] | None = None) -> Answer:
    return _reached(url, MOST_BYTES, headers)


def _reached(url: str, most_bytes: int, headers: Mapping[str, str] | None = None) -> Answer:
    is_lax = settings.REGISTERS_IN_PRIVATE_NETWORKS
    try:
        answer = fetch(
            url,
            most_bytes=most_bytes,
            headers=headers,
            schemes=("https", "http") if is_lax else ("https",),
            may_reach=_anywhere if is_lax else is_public,
        )
    except TooMuch as problem:
        raise Unheard(Problem.TOO_BIG) from problem
    except NotReached as problem:
        raise Unheard(Problem.UNREACHABLE) from problem
    if answer.status != OK and not (headers and answer.status == NOT_MODIFIED):
        raise Unheard(Problem.NO_REGISTER)
    return answer


def _anywhere(number: str) -> bool:
    return True
