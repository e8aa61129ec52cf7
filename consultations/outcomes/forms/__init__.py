"""Forms in which a public body writes its answer; the editors' face shows them.

Each takes a consultation and data; when it is valid, `save(actor=…)` writes through the actions,
and a refusal becomes an error.
"""

from consultations.outcomes.forms.citations import CitationsForm
from consultations.outcomes.forms.erratum import DeliberationForm, ErratumForm
from consultations.outcomes.forms.guarantors import GuarantorAnswerForm, GuarantorForm, ReportForm
from consultations.outcomes.forms.responses import CodesField, ResponseFormSet, response_formset
from consultations.outcomes.forms.synthesis import SynthesisForm

__all__ = [
    "CitationsForm",
    "CodesField",
    "DeliberationForm",
    "ErratumForm",
    "GuarantorAnswerForm",
    "GuarantorForm",
    "ReportForm",
    "ResponseFormSet",
    "SynthesisForm",
    "response_formset",
]
