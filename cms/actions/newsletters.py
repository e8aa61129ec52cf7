"""Sending a newsletter: to oneself as often as one likes, to its readers once."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms import events
from cms.models import NewsletterPage, NewsletterSending
from consultations.errors import Refused
from participation.accounts.models import Account
from participation.base.events import record


@transaction.atomic
def send_newsletter(page: NewsletterPage, *, actor: Account) -> NewsletterSending:
    """Send a published newsletter to those who follow; it is never sent again.

    Raises Refused when it is not published, or was sent already.
    """
    if not page.live or page.has_unpublished_changes:
        raise Refused(_("Publiez d’abord la lettre : on envoie ce que tous peuvent lire."))
    sending, is_new = NewsletterSending.objects.get_or_create(
        page=page, defaults={"sent_by": actor}
    )
    if not is_new:
        raise Refused(_("Cette lettre est déjà partie. Pour ajouter un mot, écrivez-en une autre."))
    record(events.NewsletterSent(page_id=page.pk), actor=actor)
    return sending


@transaction.atomic
def try_newsletter(page: NewsletterPage, *, actor: Account) -> None:
    """Send a copy to oneself, as last saved."""
    record(events.NewsletterTried(page_id=page.pk, account_id=actor.pk), actor=actor)
