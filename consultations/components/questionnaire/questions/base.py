"""What a question and an answer are, apart from where they are kept; and the class of a kind."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.conditions import Rule
from participation.base.text import one_line, plain

NONE = "__none"  # « Je ne sais pas »; no choice may be called so: keys begin with a letter
OTHER = "__other"
NO_ANSWER = gettext_lazy("Je ne sais pas ou je préfère ne pas répondre")
BLANK_LABEL = gettext_lazy("Sans réponse")  # takes a choice back; nothing is stored
OTHER_LABEL = gettext_lazy("Autre")
LONGEST = 20_000  # signs a text may have, whatever a question says
KEPT = 200_000  # signs read of a field, so that too long a text is told so and not cut

Typed = dict[str, list[str]]  # the raw fields of one question, by part of their name


@dataclass(frozen=True)
class Option:
    """Something that may be chosen; `pk` is its row, for whoever writes answers down."""

    key: str
    label: str
    pk: int = 0


@dataclass(frozen=True)
class Asked:
    """One question as residents meet it, whatever table it comes from."""

    key: str
    kind: str
    text: str
    pk: int = 0
    help_text: str = ""
    is_required: bool = False
    offers_no_answer: bool = False
    min_choices: int | None = None
    max_choices: int | None = None
    is_shuffled: bool = False
    has_other: bool = False
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    max_length: int | None = None
    starts_page: bool = False
    section: str = ""
    section_intro: str = ""
    section_id: int | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    rules: tuple[Rule, ...] = ()
    condition_mode: str = "all"

    def label_of(self, key: str) -> str:
        if key == OTHER:
            return str(OTHER_LABEL)
        return next((option.label for option in self.options if option.key == key), key)

    def in_order(self, seed: str) -> list[Option]:
        """Give the options in the order of this draft: by chance when asked, always the same."""
        options = list(self.options)
        if self.is_shuffled:
            Random(f"{seed}:{self.key}").shuffle(options)  # noqa: S311  an order, not a secret
        return options


@dataclass(frozen=True)
class Picked:
    """One choice made, by keys."""

    key: str
    row: str = ""
    rank: int | None = None


@dataclass(frozen=True)
class GivenFile:
    """A file that was given, already cleaned and kept."""

    pk: int
    name: str
    size: int
    sha256: str
    content_type: str = ""


@dataclass(frozen=True)
class Said:
    """What one answer says; of a kind's fields only those it needs are filled."""

    text: str = ""
    number: Decimal | None = None
    date: datetime.date | None = None
    territory_id: int | None = None
    territory: str = ""  # its code, in its vintage
    is_no_answer: bool = False
    other_text: str = ""
    picked: tuple[Picked, ...] = ()
    file: GivenFile | None = None

    @property
    def is_empty(self) -> bool:
        return self == Said()

    @property
    def is_answered(self) -> bool:
        return not self.is_empty and not self.is_no_answer

    @property
    def keys(self) -> frozenset[str]:
        """The keys chosen; in a table `row:column`. « Autre » counts as `__other`."""
        keys = {f"{pick.row}:{pick.key}" if pick.row else pick.key for pick in self.picked}
        return frozenset(keys | {OTHER} if self.other_text else keys)

    @property
    def words(self) -> str:
        if self.date is not None:
            return self.date.isoformat()
        return self.text or self.other_text


@dataclass(frozen=True)
class Surroundings:
    """What reading an answer may need besides its fields: the files of this sheet."""

    files: Mapping[int, GivenFile] = field(default_factory=dict)


NOWHERE = Surroundings()


class Kind:
    """One kind of question. `typed` is what the person's fields hold, valid or not."""

    name: ClassVar[str]
    is_group: ClassVar[bool] = False  # several controls under one legend
    needs_options: ClassVar[bool] = False
    needs_rows: ClassVar[bool] = False
    none_is_choice: ClassVar[bool] = False  # « Je ne sais pas » stands among the choices
    missing: ClassVar[Any] = gettext_lazy("Répondez à cette question.")

    @property
    def template(self) -> str:
        return f"questionnaire/kinds/{self.name}.html"

    def parts(self, asked: Asked) -> Sequence[str]:
        """Name the fields, after `q-<key>-`; an empty name is the field `q-<key>` itself."""
        return [""]

    def rule(self, asked: Asked) -> str:
        """Say in one sentence what is accepted, if that is not plain."""
        return ""

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        """Understand what was typed. Raises ValidationError with a sentence that helps."""
        raise NotImplementedError

    def clean(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        """Read it, with what is common to all kinds: no answer, and an answer that is due."""
        if asked.offers_no_answer and says_none(typed):
            return Said(is_no_answer=True)
        said = self.read(asked, typed, around)
        if asked.is_required and said.is_empty:
            raise ValidationError(str(self.missing), code="required")
        return said

    def write(self, asked: Asked, said: Said) -> Typed:
        """Give the fields that say the same: to correct what was sent."""
        raise NotImplementedError

    def line(self, asked: Asked, said: Said) -> str:
        """Say the answer in words people read; nothing when there is no answer."""
        if said.is_no_answer:
            return str(NO_ANSWER)
        return self.told(asked, said)

    def told(self, asked: Asked, said: Said) -> str:
        return said.text

    def payload(self, asked: Asked, said: Said) -> Any:
        """Give the answer as plain JSON data: what the receipt's hash covers."""
        if said.is_no_answer:
            return {"no_answer": True}
        return self.hashed(asked, said)

    def hashed(self, asked: Asked, said: Said) -> Any:
        return said.text

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        """Give what the template of the kind needs besides the question and its fields."""
        return {"value": first(typed)}


def mark_of(typed: Typed) -> str:
    """Give a short mark of what is kept for a question: it tells whether that has changed."""
    flat = json.dumps(typed, sort_keys=True).encode()
    return hashlib.sha256(flat).hexdigest()[:12] if typed else ""


def first(typed: Typed, part: str = "") -> str:
    values = typed.get(part) or [""]
    return values[0]


def says_none(typed: Typed) -> bool:
    return NONE in typed.get("", []) or bool(typed.get("none"))


def typed_text(typed: Typed, part: str = "") -> str:
    """Read a text on several lines, cleaned."""
    return plain(first(typed, part)[:KEPT])


def typed_line(typed: Typed, part: str = "") -> str:
    """Read a text on one line, cleaned."""
    return one_line(first(typed, part)[:KEPT])


def too_long(most: int, length: int) -> ValidationError:
    return ValidationError(
        _("Votre texte compte %(length)s caractères. Raccourcissez-le à %(most)s au plus.")
        % {"length": length, "most": most},
        code="too_long",
    )
