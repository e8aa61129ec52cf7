"""What people type about minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import plain
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.queries.pages import approving_meetings
from participation.ui.typography import day

LONGEST = 50_000


class MinutesForm(forms.Form):
    """A version of the minutes, and after which one it was written."""

    text = forms.CharField(
        label=_("Ce qui s’est dit et décidé"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 20}),
        help_text=_("Une ligne vide sépare deux paragraphes."),
        error_messages={"required": _("Écrivez le compte rendu.")},
    )
    note = forms.CharField(label=_("Ce qui change"), max_length=300, required=False)
    ends_vote = forms.BooleanField(label=_("J’annule le vote en cours"), required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, is_voted_on: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_voted_on:
            del self.fields["ends_vote"]

    def clean_text(self) -> str:
        text = plain(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Écrivez le compte rendu."))
        return text


class AmendmentForm(forms.Form):
    """What should be written otherwise."""

    text = forms.CharField(
        label=_("Ce qu’il faudrait écrire"),
        max_length=5_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Dites aussi à quel endroit."),
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=1_000, widget=forms.Textarea({"rows": 3})
    )


class AmendmentAnswerForm(forms.Form):
    """What becomes of a correction."""

    verdict = forms.ChoiceField(
        label=_("Que faites-vous de cette correction ?"),
        choices=[("taken", _("Je la reprends")), ("declined", _("Je l’écarte"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    reason = forms.CharField(
        label=_("Si vous l’écartez, pourquoi ?"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ApproveForm(forms.Form):
    """The meeting in which the council approved the minutes."""

    in_meeting = forms.ModelChoiceField(
        label=_("Dans quelle réunion ?"),
        queryset=Meeting.objects.none(),
        empty_label=None,
        help_text=_("Le conseil approuve le compte rendu d’une réunion au cours d’une suivante."),
        error_messages={"required": _("Choisissez une réunion de ce conseil tenue après.")},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["in_meeting"]
        field.queryset = approving_meetings(meeting)
        field.label_from_instance = lambda later: (
            f"{later.title}, {day(later.starts_at, meeting.council.zone)}"
        )


class PublishForm(forms.Form):
    """Publication; `found` is what tells of persons, to look at first."""

    is_checked = forms.BooleanField(
        label=_("J’ai relu : ces personnes acceptent d’être nommées, ou la loi le permet."),
        error_messages={"required": _("Relisez ces passages, puis cochez la case.")},
    )

    def __init__(self, *args: Any, found: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not found:
            del self.fields["is_checked"]
