"""A vote on something that is already written: its rules are chosen, its words come from it."""

from typing import Any

from participation.councils.ballots.forms.opening import OpeningForm


class BoundForm(OpeningForm):
    """What `OpeningForm` asks, without the question: the room that opens the vote words it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meanings = [name for name in self.fields if name.startswith("meaning_")]
        for name in ("title", "context", *meanings):
            del self.fields[name]

    def words(self) -> dict[str, Any]:
        """Give nothing: the title, the context and what is voted on are the room's."""
        return {}
