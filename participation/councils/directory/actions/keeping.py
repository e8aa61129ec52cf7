"""Which other sites are asked: only an administrator says so."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.councils.directory import events
from participation.councils.directory.choices import Problem
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.reading import is_on
from participation.councils.errors import Refused


@transaction.atomic
def add_instance(
    *, site: str, register_url: str, name: str, key: str, actor: Any
) -> RemoteInstance:
    """Follow another site, with the key that an administrator saw.

    Raises Refused for our own site, and for one that is there already.
    """
    if is_on(settings.SITE_URL, site):
        raise Refused(_("C’est l’adresse de ce site : ses conseils sont déjà dans l’annuaire."))
    try:
        with transaction.atomic():
            instance = RemoteInstance.objects.create(
                site=site, register_url=register_url, name=name, key=key
            )
    except IntegrityError as twice:
        raise Refused(_("Ce site est déjà dans la liste.")) from twice
    record(events.InstanceAdded(instance_id=instance.pk), actor=actor)
    return instance


@transaction.atomic
def pause(instance: RemoteInstance, *, actor: Any) -> RemoteInstance:
    """Ask it no more, and show its councils no more; what it said stays."""
    instance.is_active = False
    instance.save(update_fields=["is_active"])
    record(events.InstancePaused(instance_id=instance.pk), actor=actor)
    return instance


@transaction.atomic
def resume(instance: RemoteInstance, *, actor: Any) -> RemoteInstance:
    """Ask it again, and show its councils."""
    instance.is_active = True
    instance.save(update_fields=["is_active"])
    record(events.InstanceResumed(instance_id=instance.pk), actor=actor)
    return instance


@transaction.atomic
def accept_key(instance: RemoteInstance, key: str, *, actor: Any) -> RemoteInstance:
    """Believe the key that the site signs with now: the very one the administrator saw.

    Raises Refused when it offers another one by now, or none.
    """
    if not key or key != instance.offered_key:
        raise Refused(_("Ce site propose une autre clé à présent. Comparez-la avant d’accepter."))
    instance.key, instance.offered_key, instance.problem = key, "", Problem.NONE
    instance.etag = instance.last_modified = ""  # the whole register is asked again
    instance.save(update_fields=["key", "offered_key", "problem", "etag", "last_modified"])
    record(events.InstanceKeyAccepted(instance_id=instance.pk), actor=actor)
    return instance


@transaction.atomic
def remove(instance: RemoteInstance, *, actor: Any) -> None:
    """Forget a site and all that it said."""
    record(events.InstanceRemoved(instance_id=instance.pk), actor=actor)
    instance.delete()
