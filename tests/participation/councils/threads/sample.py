"""One of everything that discussions can hold."""

from datetime import timedelta

from participation.base.clock import living_at, now
from participation.councils.threads.actions import (
    appeal,
    decide_appeal,
    hide,
    mark_read,
    post,
    report,
    rewrite,
    warn,
)
from tests.factories import make_account, make_member
from tests.participation.councils.samples import Sample, Seed
from tests.participation.councils.threads.making import make_thread

OWN = "its author alone"


def sample(seed: Seed) -> Sample:
    """Plant a discussion: a member named in it, a message that was changed, a hidden one."""
    named = make_member(seed.council, make_account(), name=seed.word())
    text = f"{seed.word()} @{named.name}"
    thread = make_thread(seed.council, seed.member, title=seed.word(), text=text)
    changed = post(thread, author=seed.member, text=seed.word())
    rewrite(changed, text=seed.word(), actor=seed.member)
    with living_at(now() - timedelta(days=1)):
        hidden = post(thread, author=seed.animator, text=seed.word())
    hide(hidden, actor=seed.coordinator, reason=seed.word())
    asked = appeal(hidden, text=seed.word(), actor=seed.animator)
    decide_appeal(asked, is_granted=False, answer=seed.word(), actor=seed.member)
    again = post(thread, author=seed.member, text=seed.word())
    report(again, reason=seed.word(), actor=seed.coordinator)
    hide(again, actor=seed.coordinator, reason=seed.word())
    waiting = appeal(again, text=seed.word(), actor=seed.member)
    warn(thread, account=named.account, reason=seed.word(), actor=seed.animator)
    mark_read(thread, account=seed.coordinator, number=1)
    here: dict[str, object] = {"thread_id": thread.pk}
    message = {**here, "number": changed.number}
    return Sample(
        addresses={
            "threads:thread": here,
            "threads:post": here,
            "threads:read": here,
            "threads:order": here,
            "threads:reply": message,
            "threads:rewrite": message,
            "threads:withdraw": message,
            "threads:versions": message,
            "threads:hide": message,
            "threads:order_message": message,
            "threads:report": message,
            "threads:measure": message,
            "threads:appeal": {**here, "number": again.number},
            "threads:decide": {"appeal_id": waiting.pk},
            "threads:seen": here,
            "threads:take_back": here,
        },
        finer={
            "threads:rewrite": OWN,
            "threads:withdraw": OWN,
            "threads:appeal": OWN,
            "threads:report": "not its author",
            "threads:measure": "not its author",
            "threads:decide": "neither its author nor who hid the message",
        },
        topics=(thread.topic,),
    )
