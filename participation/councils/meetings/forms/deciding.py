"""What a meeting decided, as the register will say it."""

from typing import Any

from participation.councils.ballots.forms.deciding import DecisionForm


class NotedForm(DecisionForm):
    """A decision of a meeting: its day and its name are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("decided_on", "meeting"):
            del self.fields[name]
