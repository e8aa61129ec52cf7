"""What members say and do in their space: discussions, and tasks."""

from cms.demo.councils.lived import LivedCouncil
from cms.demo.reading import Told
from participation.councils.tasks import actions as tasks
from participation.councils.threads import actions as threads
from participation.councils.threads.models import Message, Thread


def talk(life: LivedCouncil) -> None:
    """Open each discussion and post what was said in it, on the days it was said."""
    for told in life.told["threads"]:
        _discuss(life, told)


def _discuss(life: LivedCouncil, told: Told) -> None:
    first, *others = told["messages"]
    with life.at(first["at"]):
        actor = life.accounts[first["who"]]
        thread = threads.open_thread(
            life.council, title=told["title"], text=first["text"], actor=actor
        )
    said = {1: thread.messages.get()}
    for number, row in enumerate(others, start=2):
        with life.at(row["at"]):
            said[number] = _say(life, thread, row, said)
    _keep_order(life, thread, told, said)


def _say(life: LivedCouncil, thread: Thread, row: Told, said: dict[int, Message]) -> Message:
    return threads.post(
        thread,
        author=life.accounts[row["who"]],
        text=row["text"],
        reply_to=said.get(row.get("replies", 0)),
        erratum_of=said.get(row.get("corrects", 0)),
    )


def _keep_order(life: LivedCouncil, thread: Thread, told: Told, said: dict[int, Message]) -> None:
    keeper = life.accounts[life.told["animator"]["who"]]
    if withdrawn := told.get("withdrawn"):
        with life.at(withdrawn["at"]):
            message = said[withdrawn["message"]]
            threads.withdraw(message, actor=message.author)
    if "pinned" in told:
        with life.at(told["pinned"]):
            threads.pin(thread, actor=keeper)
    if "closed" in told:
        with life.at(told["closed"]):
            threads.close_thread(thread, actor=keeper)


def work(life: LivedCouncil) -> None:
    """Add each task, and say of some that they are done."""
    for told in life.told["tasks"]:
        with life.at(told["at"]):
            task = tasks.add_task(
                life.council,
                title=told["title"],
                actor=life.accounts[told["who"]],
                details=told.get("details", ""),
                assignee_id=life.accounts[told["for"]].pk if "for" in told else None,
                due_on=life.calendar.day(told["due"]) if "due" in told else None,
                origin=told.get("origin", ""),
            )
        if "done" in told:
            with life.at(told["done"]):
                tasks.finish_task(task, actor=life.accounts[told.get("for", told["who"])])
