"""Forms in which officers make a promise and lead a consultation."""

from cms.editing.forms.course import ExtendForm, ReasonForm
from cms.editing.forms.people import AppointForm, PublicBodyForm
from cms.editing.forms.points import AccessPointFormSet, access_points
from cms.editing.forms.promise import PromiseForm
from cms.editing.forms.sites import SiteForm
from cms.editing.forms.step import StepForm

__all__ = [
    "AccessPointFormSet",
    "AppointForm",
    "ExtendForm",
    "PromiseForm",
    "PublicBodyForm",
    "ReasonForm",
    "SiteForm",
    "StepForm",
    "access_points",
]
