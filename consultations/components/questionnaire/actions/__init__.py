"""What changes questionnaires and answers; nothing else does."""

from consultations.components.questionnaire.actions.answering import (
    Blank,
    Incomplete,
    confirm_correction,
    drop_correction,
    erase,
    send,
    write_answers,
)
from consultations.components.questionnaire.actions.copying import copy_version
from consultations.components.questionnaire.actions.drafts import (
    Writing,
    adopt,
    expire_drafts,
    expires_at,
    keep_file,
    remember_email,
    save_correction,
    save_page,
)
from consultations.components.questionnaire.actions.editing import (
    Wording,
    mend_wording,
    set_layout,
)
from consultations.components.questionnaire.actions.starters import STARTERS
from consultations.components.questionnaire.actions.versions import (
    ConditionSpec,
    QuestionSpec,
    SectionSpec,
    create_questionnaire,
    freeze,
    write_questions,
)

__all__ = [
    "STARTERS",
    "Blank",
    "ConditionSpec",
    "Incomplete",
    "QuestionSpec",
    "SectionSpec",
    "Wording",
    "Writing",
    "adopt",
    "confirm_correction",
    "copy_version",
    "create_questionnaire",
    "drop_correction",
    "erase",
    "expire_drafts",
    "expires_at",
    "freeze",
    "keep_file",
    "mend_wording",
    "remember_email",
    "save_correction",
    "save_page",
    "send",
    "set_layout",
    "write_answers",
    "write_questions",
]
