"""What officers change: how a step takes statements, and those it starts with."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from consultations.components.statements.models import Conversation, Picture, Statement
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.databases import for_update
from participation.base.events import record

SETTINGS = ("takes_statements", "publication", "showing")


@transaction.atomic
def create_conversation(step: Step, *, like: Conversation | None = None) -> Conversation:
    """Give a new step its conversation; with the settings and first statements of another one."""
    given = {name: getattr(like, name) for name in SETTINGS} if like is not None else {}
    conversation = Conversation.objects.create(step=step, **given)
    Picture.objects.create(conversation=conversation)
    if like is not None:
        seeds = like.statements.filter(contribution=None, is_aside=False, is_erased=False)
        write_seeds(conversation, list(seeds.order_by("number").values_list("text", flat=True)))
    return conversation


@transaction.atomic
def edit_conversation(
    conversation: Conversation, *, seeds: Sequence[str], actor: Any, **settings: Any
) -> Conversation:
    """Change the rules and the first statements; once open, statements may only be added."""
    step = conversation.step
    changed = [name for name in SETTINGS if getattr(conversation, name) != settings[name]]
    if step.consultation.is_frozen and changed:
        raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    for name in changed:
        setattr(conversation, name, settings[name])
    conversation.save(update_fields=list(SETTINGS))
    write_seeds(conversation, seeds)
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return conversation


@transaction.atomic
def write_seeds(conversation: Conversation, texts: Sequence[str]) -> None:
    """Make the body's own statements these, in this order; those without a vote may go.

    Raises Frozen when one that residents may already have voted on would go.
    """
    own = conversation.statements.filter(contribution=None, is_aside=False, is_erased=False)
    kept = {statement.text: statement for statement in own}
    gone = [statement for text, statement in kept.items() if text not in texts]
    if gone and conversation.step.consultation.is_frozen:
        raise Frozen(_("La démarche est ouverte : on ajoute des affirmations, on n’en retire pas."))
    for statement in gone:
        statement.delete()
    new = [text for text in dict.fromkeys(texts) if text not in kept]
    first = next_number(conversation)
    Statement.objects.bulk_create(
        Statement(conversation=conversation, number=number, text=text)
        for number, text in enumerate(new, first)
    )


def next_number(conversation: Conversation) -> int:
    """Give the first free number; the conversation is locked until the transaction ends."""
    for_update(Conversation.objects.filter(pk=conversation.pk)).get()
    last = Statement.objects.filter(conversation=conversation).aggregate(last=Max("number"))
    return int(last["last"] or 0) + 1
