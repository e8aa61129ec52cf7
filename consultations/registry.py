"""Components: what each kind of step must be able to do, and where they are found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.forms import BaseForm, BaseFormSet
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.ladder import Missing, Rung

if TYPE_CHECKING:
    from consultations.models import Contribution, Step

Text = str | Promise


@dataclass(frozen=True)
class Line:
    """One thing a contribution says, as people read it: a question and its answer."""

    question: str
    answer: str
    is_private: bool = False


@dataclass(frozen=True)
class Quotation:
    """The words that stand for a published contribution, and where it is read whole, if at all."""

    excerpt: str
    url: str = ""


@dataclass(frozen=True)
class OwnWords:
    """All that one contribution says in its author's own words, and its stance when it has one.

    `stance` is `for`, `against`, another word, or nothing.
    """

    text: str
    stance: str = ""


@dataclass(frozen=True)
class Table:
    """Rows to export, produced one by one so that memory does not grow."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


class Editor:
    """How a step's content is edited: plain forms, which the editors' face shows.

    `forms` gives them bound or not; `save` is called when all are valid and goes through actions.
    """

    template: str = ""

    def forms(
        self, step: "Step", data: Any = None, files: Any = None
    ) -> "dict[str, BaseForm | BaseFormSet[Any]]":
        raise NotImplementedError

    def save(self, step: "Step", forms: dict[str, Any], *, actor: Any) -> None:
        raise NotImplementedError


class Component:
    """One way of taking part. A folder's `component.py` holds a subclass named `component`.

    Everything the heart, the exports, the receipts and the editors need of a kind passes here,
    so that adding a folder adds a component.
    """

    kind: str
    label: Text
    summary: Text  # what residents do with it, in one sentence
    act: Text = _("Participer")  # the same as a verb: what the button says
    lowest_rung: Rung = Rung.CONSULTATION
    once_per_person: bool = False
    is_room: bool = False  # people answer one another there: one of them may be kept away
    results_template: str = ""
    editor: Editor | None = None

    def create(self, step: "Step", *, template: str, actor: Any) -> None:
        """Make the rows a new step of this kind starts with."""

    def copy(self, step: "Step", target: "Step", *, actor: Any) -> None:
        """Copy the content (never the contributions) of one step into another."""

    def missing(self, step: "Step") -> list[Missing]:
        """List what the step lacks before the consultation may open."""
        return []

    def freeze(self, step: "Step") -> None:
        """Make the content immutable: the consultation opens."""

    def url(self, step: "Step") -> str:
        """Where residents start."""
        return reverse(f"{self.kind}:start", args=[step.consultation.slug, step.pk])

    def reading_url(self, step: "Step") -> str:
        """Where officers read what came, one by one, and publish it; nothing if they cannot."""
        return ""

    def payload(self, contribution: "Contribution") -> Any:
        """Give what the person said as plain JSON data: what the receipt's hash covers."""
        raise NotImplementedError

    def payloads(self, step: "Step") -> Iterator[tuple["Contribution", Any]]:
        """Give each counted contribution of the step with its payload, in constant memory."""
        raise NotImplementedError

    def lines(self, contribution: "Contribution") -> list[Line]:
        """Give what the person said as questions and answers, for receipts and citations."""
        raise NotImplementedError

    def excerpt(self, contribution: "Contribution") -> str:
        """Give the words that stand for the contribution in a list or a citation."""
        raise NotImplementedError

    def public_url(self, contribution: "Contribution") -> str:
        """Where anyone may read this contribution, or nothing if it is not shown alone."""
        return ""

    def quotations(
        self, contributions: "Sequence[Contribution]"
    ) -> "Iterator[tuple[Contribution, Quotation]]":
        """Give the words of several contributions of this kind, for the answer that cites them.

        Written again by a component that can fetch them all at once.
        """
        for contribution in contributions:
            yield (
                contribution,
                Quotation(self.excerpt(contribution), self.public_url(contribution)),
            )

    def own_words(
        self, contributions: "Sequence[Contribution]"
    ) -> "Iterator[tuple[Contribution, OwnWords]]":
        """Give what several contributions of this kind say, for a summary that reads them whole.

        Written again by a component whose texts are longer than their excerpt.
        """
        for contribution, quotation in self.quotations(contributions):
            yield contribution, OwnWords(quotation.excerpt)

    def edit_url(self, contribution: "Contribution", secret: str) -> str:
        """Where its author corrects it, or nothing if it cannot be corrected."""
        return ""

    def results(self, step: "Step", viewer: Any) -> dict[str, Any]:
        """Give the context of `results_template`: counts by channel, base shown, cells masked."""
        raise NotImplementedError

    def tables(self, step: "Step") -> list[Table]:
        """Give what officers export."""
        raise NotImplementedError

    def erase(self, contribution: "Contribution") -> None:
        """Remove what a person said (withdrawal, or erasure on request)."""
        raise NotImplementedError

    def refresh(self) -> int:
        """Compute anew what contributions made old; called every few seconds, and often idle."""
        return 0

    def tidy(self) -> int:
        """Do what the passing of time asks for (drafts that expire); say how much was done."""
        return 0


_components: dict[str, Component] = {}


def components() -> dict[str, Component]:
    """Give every installed component by its kind, in a fixed order."""
    if not _components:
        for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
            if config.name.startswith("consultations.components."):
                component: Component = import_module(f"{config.name}.component").component
                _components[component.kind] = component
    return _components


def urlpatterns() -> list[URLPattern | URLResolver]:
    """Mount each component under `demarches/<slug>/<kind>/<step>/`, in its own namespace.

    A component that people reach by typing has `short_urlpatterns` too, mounted at the root.
    """
    mounted: list[URLPattern | URLResolver] = []
    for kind in components():
        urls = import_module(f"consultations.components.{kind}.urls")
        mounted.extend(getattr(urls, "short_urlpatterns", []))
        mounted.append(path(f"demarches/<slug:slug>/{kind}/<int:step_id>/", include((urls, kind))))
    return mounted
