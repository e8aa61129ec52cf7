"""What members see change while they look at their space: the topic `council.<id>`."""

from typing import Any

from participation.base.events import Heard, listen
from participation.councils.events import (
    AnimationEnded,
    CoordinationGiven,
    CoordinationLeft,
    MandateEnded,
)
from participation.councils.models import Council
from participation.live.bus import ask_again
from participation.live.topics import open_topic

MEMBERS = "members"


def audience(person: Any, council_id: int) -> str | None:
    inside = Council.objects.entered_by(person).filter(pk=council_id)
    return MEMBERS if inside.exists() else None


open_topic("council", audience)


@listen(AnimationEnded, CoordinationGiven, CoordinationLeft, MandateEnded)
def ask_rights_again(heard: Heard) -> None:
    """Have open pages asked again at once; without this word, within five seconds."""
    ask_again()
