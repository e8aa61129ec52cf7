"""One of everything that a private space can hold, for the matrix and for the canaries.

Each room brings `tests/participation/councils/<room>/sample.py`, which holds one function:

    from tests.participation.councils.samples import Sample, Seed

    def sample(seed: Seed) -> Sample:
        thread = open_thread(seed.council, title=seed.word(), actor=seed.member)
        message = post(thread, author=seed.member, text=seed.word())
        return Sample(
            addresses={                                # url name -> arguments, without `slug`
                "threads:thread": {"thread_id": thread.pk},
                "threads:edit": {"message_id": message.pk},
            },
            finer={"threads:edit": "its author alone, within fifteen minutes"},
        )

Nothing else is needed: `test_matrix.py` and `test_canaries.py` find it.

- Rows are made with the room's own actions, in `seed.council`, by `seed.member` (or
  `seed.coordinator`, `seed.animator`, `seed.former_member`).
- Each text that outsiders may not read is a `seed.word()` (or `seed.email()`, `seed.link()`,
  `seed.upload()`): a word found nowhere else. Every text field of the room's models must hold one
  in some row, or be declared in `public_fields` with the reason why outsiders may read it:
  `"documents.Document.doc_type"`, or `"documents.Label"` for a whole model. Fields with `choices`
  are not texts. A field that cannot hold a word (a digest, a path on the disk) is declared too.
- An address that takes nothing but `slug` needs no line in `addresses`.
- `finer` names the addresses whose rule is finer than the right of the space (an author's own
  message, an open ballot), with that rule: those who have the right may then get 404 as well,
  but somebody of the cast must get something else, by GET or by POST.
- `public_routes` names its addresses outside `conseils/<slug>/espace/`, each with its reason.
  Make a published row for them too, whose texts are plain words.
- `topics` names what sockets may follow, one of each kind the room opens: `("thread.12",)`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import count
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from participation.accounts.models import Account
from participation.councils.models import Council

CANARY = "quetzal"
HERE = Path(__file__).parent


@dataclass
class Seed:
    """Where a room plants its sample, by whom, and the words that nobody outside may read."""

    council: Council
    member: Account
    coordinator: Account
    animator: Account
    former_member: Account
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self) -> str:
        """Give a word found nowhere else: it survives folding, slugs and file names."""
        return f"{CANARY}{next(self._numbers):03}"

    def email(self) -> str:
        return f"{self.word()}@example.org"

    def link(self) -> str:
        return f"https://{self.word()}.example.org/"

    def upload(self, name: str = "") -> SimpleUploadedFile:
        """Give a small text file whose name and content hold such words."""
        text = f"Note de {self.word()}.\n".encode()
        return SimpleUploadedFile(name or f"{self.word()}.txt", text, "text/plain")


@dataclass(frozen=True)
class Sample:
    """What a room planted, and what it declares."""

    addresses: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    finer: dict[str, str] = field(default_factory=dict)
    public_routes: dict[str, str] = field(default_factory=dict)
    public_fields: dict[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()

    def __or__(self, other: "Sample") -> "Sample":
        return Sample(
            addresses={**self.addresses, **other.addresses},
            finer=self.finer | other.finer,
            public_routes=self.public_routes | other.public_routes,
            public_fields=self.public_fields | other.public_fields,
            topics=self.topics + other.topics,
        )


def samplers() -> dict[str, Callable[[Seed], Sample]]:
    """Give the function of each room that brings one, and the core's, in a steady order."""
    package = "tests.participation.councils"
    found = {
        folder.parent.name: import_module(f"{package}.{folder.parent.name}.sample").sample
        for folder in sorted(HERE.glob("*/sample.py"))
    }
    return {"councils": import_module(f"{package}.core_sample").sample, **found}


def plant(seed: Seed) -> Sample:
    """Plant every room's sample in one council."""
    planted = Sample()
    for sampler in samplers().values():
        planted |= sampler(seed)
    return planted
