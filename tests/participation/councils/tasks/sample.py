"""One of everything that tasks can hold."""

from tests.participation.councils.samples import Sample, Seed
from tests.participation.councils.tasks.making import make_task


def sample(seed: Seed) -> Sample:
    task = make_task(
        seed.council,
        seed.member,
        seed.coordinator,
        title=seed.word(),
        details=seed.word(),
        origin=seed.word(),
        origin_url=f"/{seed.word()}/",
    )
    here: dict[str, object] = {"task_id": task.pk}
    return Sample(addresses={"tasks:task": here, "tasks:change": here, "tasks:act": here})
