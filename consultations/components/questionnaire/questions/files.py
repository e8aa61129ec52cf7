"""A picture or a PDF, as the answer to a question."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.questions.base import (
    NOWHERE,
    Asked,
    Kind,
    Said,
    Surroundings,
    Typed,
    first,
)
from participation.base.filekinds import PDF, PICTURES
from participation.base.uploads import Admitted, weight

ADMITTED = Admitted(
    kinds=(*PICTURES, PDF),
    largest=10_000_000,
    refusal=gettext_lazy(
        "Ce fichier n’est ni une image (JPEG, PNG, WebP) ni un PDF. Choisissez-en un autre."
    ),
)


class File(Kind):
    """The file itself is kept as soon as it is sent; `typed` holds the number of its row."""

    name = "file"
    missing = gettext_lazy("Choisissez un fichier.")

    def rule(self, asked: Asked) -> str:
        kinds = _("Une image (JPEG, PNG, WebP) ou un PDF, de %(size)s au plus.")
        told = _(
            "Nous effaçons ce que le fichier dit de vous. Un PDF signé ou protégé garde votre nom."
        )
        return f"{kinds % {'size': weight(ADMITTED.largest)}} {told}"

    def parts(self, asked: Asked) -> list[str]:
        return []  # nothing typed here is believed: the server writes `file` itself

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        number = first(typed, "file")
        given = around.files.get(int(number)) if number.isdecimal() else None
        return Said(file=given) if given else Said()

    def write(self, asked: Asked, said: Said) -> Typed:
        return {"file": [str(said.file.pk)]} if said.file else {}

    def told(self, asked: Asked, said: Said) -> str:
        if said.file is None:
            return ""
        return f"{said.file.name} ({weight(said.file.size)})"

    def hashed(self, asked: Asked, said: Said) -> Any:
        if said.file is None:
            return None
        return {"name": said.file.name, "sha256": said.file.sha256, "size": said.file.size}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        return {"accept": ADMITTED.accept}
