"""How officers set a conversation up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.statements.actions import edit_conversation
from consultations.components.statements.models import LONGEST, Conversation, Publication, Showing
from consultations.models import Step
from consultations.registry import Editor
from participation.base.text import one_line


class ConversationForm(forms.ModelForm[Conversation]):
    """The first statements, who may add some, and when the groups are shown."""

    seeds = forms.CharField(
        label=_("Premières affirmations"),
        required=False,
        widget=forms.Textarea({"rows": 14}),
        help_text=_(
            "Une par ligne, dix à trente en tout. Écrivez aussi celles avec lesquelles vous"
            " n’êtes pas d’accord. Une seule idée par phrase."
        ),
    )
    publication = forms.ChoiceField(
        label=_("Les affirmations des habitants paraissent"),
        choices=Publication,
        widget=forms.RadioSelect,
        help_text=_("Ce choix est dit aux habitants avant qu’ils écrivent."),
    )
    showing = forms.ChoiceField(
        label=_("Les groupes d’opinion se voient"),
        choices=Showing,
        widget=forms.RadioSelect,
        help_text=_("Les voir pendant l’étape intéresse ; les cacher influence moins les votes."),
    )

    class Meta:
        model = Conversation
        fields = ("takes_statements", "publication", "showing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance.statements.filter(contribution=None, is_aside=False, is_erased=False)
        texts = own.order_by("number").values_list("text", flat=True)
        self.fields["seeds"].initial = "\n".join(texts)

    def clean_seeds(self) -> list[str]:
        lines = [one_line(line) for line in self.cleaned_data["seeds"].splitlines()]
        long = [line for line in lines if len(line) > LONGEST]
        if long:
            raise forms.ValidationError(
                _("Une affirmation tient en %(most)d signes. Raccourcissez : « %(start)s… »"),
                params={"most": LONGEST, "start": long[0][:40]},
            )
        return list(dict.fromkeys(line for line in lines if line))


class ConversationEditor(Editor):
    """One form."""

    template = "statements/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        form = ConversationForm(data, instance=step.conversation, prefix="conversation")
        return {"conversation": form}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        given = forms["conversation"].cleaned_data
        conversation = Conversation.objects.select_related("step__consultation").get(step=step)
        edit_conversation(conversation, actor=actor, **given)
