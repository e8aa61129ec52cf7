"""What members type: something to do, by whom, by when, and where it comes from."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line, plain
from participation.councils.models import Council
from participation.councils.queries.insiders import insiders
from participation.councils.tasks.models import Task
from participation.ui.forms import DayMonthYearField

LONGEST_DETAILS = 2_000


class TaskForm(forms.Form):
    """A task; `task` is the one that is changed, if there is one."""

    title = forms.CharField(
        label=_("Que faut-il faire ?"),
        max_length=150,
        error_messages={"required": _("Écrivez ce qu’il faut faire.")},
    )
    details = forms.CharField(
        label=_("Précisions"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 4, "data-most": LONGEST_DETAILS}),
    )
    assignee = forms.TypedChoiceField(
        label=_("Qui s’en charge ?"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={
            "invalid_choice": _("Cette personne n’est plus au conseil. Choisissez-en une autre.")
        },
    )
    due_on = DayMonthYearField(label=_("Pour quel jour ?"), required=False)
    origin = forms.CharField(
        label=_("D’où vient cette tâche ?"),
        max_length=150,
        required=False,
        help_text=_("Une réunion, une décision, une discussion."),
    )
    origin_url = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, council: Council, task: Task | None = None, link: str = ""
    ) -> None:
        fresh = {"key": uuid4(), "origin_url": link}
        super().__init__(data, initial=said_by(task) if task else fresh)
        self.council, self.task = council, task
        choices = [("", _("Personne pour le moment")), *insiders(council).items()]
        self.fields["assignee"].choices = choices  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Écrivez ce qu’il faut faire."))
        return title

    def clean_details(self) -> str:
        details = plain(self.cleaned_data["details"])
        if len(details) > LONGEST_DETAILS:
            raise forms.ValidationError(
                _("Vos précisions font %(length)d signes. Ramenez-les à %(most)d signes."),
                params={"length": len(details), "most": LONGEST_DETAILS},
            )
        return details

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        is_same = self.task is not None and self.task.due_on == day
        if day and day < self.council.today and not is_same:
            raise forms.ValidationError(_("Ce jour est passé. Choisissez un jour à venir."))
        return day

    def clean_origin_url(self) -> str:
        """Keep an address of this site, and nothing else."""
        url: str = self.cleaned_data["origin_url"]
        is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None) and url.startswith("/")
        return url if is_ours and len(url) <= 300 else ""

    def key_given(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return None

    def given(self) -> dict[str, Any]:
        """Give what the actions take."""
        said = self.cleaned_data
        names = ("title", "details", "due_on", "origin", "origin_url")
        return {"assignee_id": said["assignee"], **{name: said[name] for name in names}}


def said_by(task: Task) -> dict[str, Any]:
    """Give a task as the first values of its form."""
    return {
        "title": task.title,
        "details": task.details,
        "assignee": task.assignee_id,
        "due_on": task.due_on,
        "origin": task.origin,
        "origin_url": task.origin_url,
    }
