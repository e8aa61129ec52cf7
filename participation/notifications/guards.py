"""Who may still be told, asked again at the instant a letter leaves."""

from collections.abc import Callable

Guard = Callable[[str, int], bool]  # the recipient's address, the id of what is guarded
_guards: dict[str, Guard] = {}


def guards_letters(name: str) -> Callable[[Guard], Guard]:
    """Register who says, of an address and an id, whether letters about it may still leave."""

    def register(guard: Guard) -> Guard:
        _guards[name] = guard
        return guard

    return register


def may_still_leave(name: str, guarded_id: int | None, recipient: str) -> bool:
    """Ask the guard of a letter; a letter without one leaves, one whose guard is unknown stays."""
    if not name:
        return True
    guard = _guards.get(name)
    return guard is not None and guarded_id is not None and guard(recipient, guarded_id)
