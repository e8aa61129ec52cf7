"""A page of questions as a form, and the small forms around it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire.questions import (
    Asked,
    Said,
    Surroundings,
    Typed,
    kind_of,
)
from participation.base.uploads import weight
from participation.ui import typography

KEPT = 200_000  # signs kept of one field, typed or pasted


class AnswerWidget(forms.Widget):
    """Draws a question with the template of its kind; its value is what was typed, as it was."""

    def __init__(self, asked: Asked, seed: str, around: Surroundings) -> None:
        super().__init__()
        self.asked, self.seed, self.around = asked, seed, around
        self.kind = kind_of(asked)
        self.template_name = self.kind.template
        self.use_fieldset = self.kind.is_group

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        return data.get(name, {})  # type: ignore[no-any-return]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def format_value(self, value: Any) -> Any:
        return value

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed: Typed = value or {}
        numbers = typed.get("file", [""])
        number = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
        given = self.around.files.get(number)
        return {
            **context,
            "asked": self.asked,
            "name": f"q-{name}",
            "id": context["widget"]["attrs"].get("id", f"q-{name}"),
            "given": given,
            "weight": weight(given.size) if given else "",
            **self.kind.context(self.asked, typed, seed=self.seed),
        }


class AnswerField(forms.Field):
    """One question; cleans to what was said (`Said`)."""

    def __init__(self, asked: Asked, *, seed: str, around: Surroundings, is_title: bool) -> None:
        self.help_written = typography.tied(asked.help_text)
        self.help_rule = typography.tied(kind_of(asked).rule(asked))
        super().__init__(
            required=asked.is_required,
            label=typography.tied(asked.text),
            help_text=f"{self.help_written} {self.help_rule}".strip(),
            widget=AnswerWidget(asked, seed, around),
            template_name="questionnaire/_question.html",
        )
        self.asked, self.around, self.is_title = asked, around, is_title
        self.kind = kind_of(asked)

    def clean(self, value: Any) -> Said:
        return self.kind.clean(self.asked, value or {}, self.around)

    @property
    def has_none_box(self) -> bool:
        """Whether « Je ne sais pas » is a box of its own, below the field."""
        return self.asked.offers_no_answer and not self.kind.none_is_choice


class AnswerForm(forms.Form):
    """The questions of one page. Bound to what was typed; unbound, it shows what is kept."""

    use_required_attribute = False

    def __init__(
        self,
        questions: Sequence[Asked],
        *,
        kept: Mapping[str, Typed],
        typed: Mapping[str, Typed] | None = None,
        seed: str = "",
        around: Surroundings | None = None,
    ) -> None:
        super().__init__(typed, initial=dict(kept), auto_id="q-%s")
        self.asked = {asked.key: asked for asked in questions}
        shown = kept if typed is None else typed
        for asked in questions:
            field = AnswerField(
                asked,
                seed=seed,
                around=around or Surroundings(),
                is_title=len(questions) == 1,
            )
            field.says_none = bool(shown.get(asked.key, {}).get("none"))  # type: ignore[attr-defined]
            self.fields[asked.key] = field


def typed_in(
    post: QueryDict, questions: Sequence[Asked], kept: Mapping[str, Typed]
) -> dict[str, Typed]:
    """Take the fields of these questions out of a form that was sent, exactly as typed.

    A file's number is the server's own note: it is taken from what is kept, never from the form.
    """
    typed = {}
    for asked in questions:
        parts = {
            part: [value[:KEPT] for value in post.getlist(_name(asked, part))[:200]]
            for part in [*kind_of(asked).parts(asked), "none"]
        }
        typed[asked.key] = {part: values for part, values in parts.items() if any(values)}
        file = kept.get(asked.key, {}).get("file")
        if file and not post.get(_name(asked, "remove")):
            typed[asked.key]["file"] = file
    return typed


def _name(asked: Asked, part: str) -> str:
    return f"q-{asked.key}-{part}" if part else f"q-{asked.key}"


class SendForm(forms.Form):
    """The last page before sending: nothing is asked but, perhaps, where to tell the outcome."""

    use_required_attribute = False
    contact = forms.EmailField(
        label=_("Votre adresse électronique, pour recevoir la réponse"),
        help_text=_("Elle ne sert qu’à cela. Elle n’est pas publiée."),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "invalid": _("Vérifiez l’adresse, par exemple nom@exemple.fr, ou laissez vide.")
        },
    )


class EmailForm(forms.Form):
    """An address to send something to."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": _("Écrivez votre adresse électronique."),
            "invalid": _("Vérifiez l’adresse, par exemple nom@exemple.fr."),
        },
    )


class CodeForm(forms.Form):
    """The six digits received by mail."""

    use_required_attribute = False
    email = forms.CharField(widget=forms.HiddenInput, max_length=254)
    code = forms.CharField(
        label=_("Le code reçu par courriel"),
        help_text=_("Six chiffres. Il sert pendant 15 minutes."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Écrivez le code à six chiffres.")},
    )
