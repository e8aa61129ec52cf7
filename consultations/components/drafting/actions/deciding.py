"""What the two parties decide: a position on each amendment, and one version they both sign."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.drafting.actions.editing import locked
from consultations.components.drafting.actions.writing import refuse_adopted
from consultations.components.drafting.events import (
    PositionTaken,
    SharedTextAdopted,
    VersionSigned,
)
from consultations.components.drafting.models import (
    Amendment,
    Party,
    Position,
    Signature,
    Version,
)
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.events import record


@transaction.atomic
def take_position(
    amendment: Amendment, *, party: str, stance: str, reason: str, actor: Any
) -> Position:
    """Say, for one party, what it thinks of an amendment and why; again replaces it.

    Raises Refused once the text is adopted: what was said before the signatures stays.
    """
    refuse_adopted(locked(amendment.wording.article.shared_text))
    position, _is_new = Position.objects.update_or_create(
        amendment=amendment,
        party=party,
        defaults={"stance": stance, "reason": reason, "taken_at": now()},
    )
    contribution = amendment.contribution
    event = PositionTaken(
        consultation_id=contribution.consultation_id,
        step_id=contribution.step_id,
        contribution_id=contribution.pk,
    )
    record(event, actor=actor)
    return position


@transaction.atomic
def sign(version: Version, *, party: str, actor: Any) -> bool:
    """Sign the latest version for one party; say whether both have, and the text is adopted.

    Raises Refused for an older version: nobody signs words that have changed since.
    """
    text = locked(version.shared_text)
    refuse_adopted(text)
    if version.number != text.latest:
        raise Refused(_("Le texte a changé depuis. Relisez la dernière version, puis signez-la."))
    _row, is_new = Signature.objects.get_or_create(
        version=version, party=party, defaults={"signed_at": now()}
    )
    step = text.step
    ids = {"consultation_id": step.consultation_id, "step_id": step.pk, "version_id": version.pk}
    if is_new:
        record(VersionSigned(**ids), actor=actor)
    if version.signatures.count() < len(Party):
        return False
    text.adopted_at = now()
    text.save(update_fields=["adopted_at"])
    record(SharedTextAdopted(**ids), actor=actor)
    return True
