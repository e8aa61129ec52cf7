"""What is typed in the library."""

from participation.councils.library.forms.calendar import (
    CorrectForm,
    DateFinder,
    DateForm,
    PostponeForm,
)
from participation.councils.library.forms.guides import (
    DescriptionForm,
    GuideFinder,
    GuideForm,
    GuideVersionForm,
)
from participation.councils.library.forms.links import LinkForm, ReasonForm
from participation.councils.library.forms.practices import (
    CreditForm,
    DecisionForm,
    PracticeFinder,
    PracticeForm,
)

__all__ = [
    "CorrectForm",
    "CreditForm",
    "DateFinder",
    "DateForm",
    "DecisionForm",
    "DescriptionForm",
    "GuideFinder",
    "GuideForm",
    "GuideVersionForm",
    "LinkForm",
    "PostponeForm",
    "PracticeFinder",
    "PracticeForm",
    "ReasonForm",
]
