"""What the heart refuses, in sentences that say what to do next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.ladder import Missing

if TYPE_CHECKING:
    from consultations.models import Contribution


class Refused(Exception):
    """An action that may not happen now; `message` is for the person who asked."""

    def __init__(self, message: str | Promise) -> None:
        self.message = message
        super().__init__(str(message))


class NotReady(Refused):
    """An opening that lacks something; `missing` says what and why."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = list(missing)
        super().__init__(_("La démarche n’est pas prête. Complétez la liste avant d’ouvrir."))


class Frozen(Refused):
    """A rule that was promised when the consultation opened."""


class TooLate(Refused):
    """A contribution that arrived after the closing; the text must be given back."""


class AlreadyContributed(Refused):
    """The same person again, where one person has one contribution."""


class AlreadyReceived(Refused):
    """The same form again (double click, retry, Back): `contribution` holds the receipt."""

    def __init__(self, contribution: "Contribution") -> None:
        self.contribution = contribution
        super().__init__(_("Votre contribution est déjà reçue. Voici votre reçu."))


class EditedElsewhere(Refused):
    """A draft that changed on another device since this page was shown."""


class TooManyTries(Refused):
    """A limit was reached; the message says how long to wait, and another way."""


class WrongCode(Refused):
    """A code that is not the one sent, or that no longer serves."""
