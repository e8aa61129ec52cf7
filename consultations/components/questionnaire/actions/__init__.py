"""What changes questionnaires and answers; nothing else does."""

from consultations.components.questionnaire.actions.versions import (
    ConditionSpec,
    QuestionSpec,
    SectionSpec,
    copy_version,
    create_questionnaire,
    freeze,
    write_questions,
)

__all__ = [
    "ConditionSpec",
    "QuestionSpec",
    "SectionSpec",
    "copy_version",
    "create_questionnaire",
    "freeze",
    "write_questions",
]
