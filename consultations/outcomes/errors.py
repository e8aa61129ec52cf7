"""What an answer refuses, in sentences that say what to do next."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Channel


class BadCodes(Refused):
    """Codes that cannot be cited; `sentences` has one for each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


class UnreadMore(Refused):
    """More contributions read than received, on one channel."""

    def __init__(self, channel: str, received: int) -> None:
        self.channel = channel
        super().__init__(
            _("%(channel)s : on ne peut pas en lire plus que les %(number)d reçues.")
            % {"channel": Channel(channel).label, "number": received}
        )
