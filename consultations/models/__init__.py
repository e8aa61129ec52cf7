"""The tables of the heart: a consultation, its steps, and the envelope of each contribution."""

from consultations.models.choices import (
    ENDED_STATES,
    PUBLIC_STATES,
    Anonymity,
    Channel,
    EasyRead,
    IdentityLevel,
    State,
    Timeliness,
)
from consultations.models.consultation import (
    ACCESS_POINTS,
    GUARANTOR,
    OF_STEP,
    WORDING,
    AccessPoint,
    Consultation,
    Theme,
    field_label,
)
from consultations.models.contribution import (
    COUNTED_STATES,
    Contribution,
    EmailCheck,
    ImportBatch,
    OutcomeContact,
)
from consultations.models.records import Ledger, LedgerCheck, LedgerLeaf, Reminder, RuleChange
from consultations.models.steps import Step

__all__ = [
    "ACCESS_POINTS",
    "COUNTED_STATES",
    "ENDED_STATES",
    "GUARANTOR",
    "OF_STEP",
    "PUBLIC_STATES",
    "WORDING",
    "AccessPoint",
    "Anonymity",
    "Channel",
    "Consultation",
    "Contribution",
    "EasyRead",
    "EmailCheck",
    "IdentityLevel",
    "ImportBatch",
    "Ledger",
    "LedgerCheck",
    "LedgerLeaf",
    "OutcomeContact",
    "Reminder",
    "RuleChange",
    "State",
    "Step",
    "Theme",
    "Timeliness",
    "field_label",
]
