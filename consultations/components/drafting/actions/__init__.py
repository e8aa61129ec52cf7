"""What changes shared texts and their amendments; nothing else does."""

from consultations.components.drafting.actions.amending import (
    Words,
    amend,
    change_support,
    erase_words,
    rewrite,
)
from consultations.components.drafting.actions.deciding import sign, take_position
from consultations.components.drafting.actions.editing import create_text, edit_text, import_text
from consultations.components.drafting.actions.writing import (
    LASTS,
    Overtaken,
    hold,
    let_go,
    write_article,
)

__all__ = [
    "LASTS",
    "Overtaken",
    "Words",
    "amend",
    "change_support",
    "create_text",
    "edit_text",
    "erase_words",
    "hold",
    "import_text",
    "let_go",
    "rewrite",
    "sign",
    "take_position",
    "write_article",
]
