"""One of every document that a council may hold."""

from participation.councils.documents.actions import (
    add_document,
    add_version,
    make_folder,
    publish_document,
    withdraw_version,
)
from participation.councils.documents.choices import DocumentType
from tests.participation.councils.documents.making import clean, upload
from tests.participation.councils.samples import Sample, Seed

PUBLIC_FIELDS = {
    "documents.DocumentVersion.file": "a path made by chance",
    "documents.DocumentVersion.sha256": "a digest",
    "documents.DocumentVersion.content_type": "one of a closed list",
}
PUBLIC_ROUTES = {
    "documents:public": "what a coordinator published",
    "documents:public_file": "the file of a version that a coordinator published",
}
FINER = {
    "documents:arrange": "those who animate, and the author as long as it is private",
    "documents:delete": "those who animate, and the author within a day",
    "documents:withdraw": "those who animate, and who added that version",
}


def sample(seed: Seed) -> Sample:
    folder = make_folder(seed.council, actor=seed.coordinator, name=seed.word())
    document = add_document(
        seed.council,
        actor=seed.member,
        title=seed.word(),
        upload=clean(seed.upload()),
        folder=folder,
        note=seed.word(),
    )
    second = add_version(
        document, actor=seed.animator, upload=clean(seed.upload()), note=seed.word()
    )
    withdraw_version(second, actor=seed.coordinator, reason=seed.word())
    brochure = add_document(
        seed.council,
        actor=seed.coordinator,
        title="Qui sommes-nous",
        upload=clean(upload("Venez nous voir.", "plaquette.txt")),
        doc_type=DocumentType.BROCHURE,
    )
    publish_document(brochure, actor=seed.coordinator)
    add_version(brochure, actor=seed.member, upload=clean(seed.upload()), note=seed.word())
    one: dict[str, object] = {"document_id": document.pk}
    version: dict[str, object] = {**one, "number": 1}
    return Sample(
        addresses={
            **dict.fromkeys(("documents:document", "documents:add_version"), one),
            **dict.fromkeys(("documents:arrange", "documents:delete"), one),
            **dict.fromkeys(("documents:publish", "documents:unpublish"), one),
            **dict.fromkeys(("documents:file", "documents:withdraw"), version),
            "documents:folder": {"folder_id": folder.pk},
            "documents:make_folder_within": {"folder_id": folder.pk},
            "documents:rename_folder": {"folder_id": folder.pk},
            "documents:delete_folder": {"folder_id": folder.pk},
            "documents:public_file": {"document_id": brochure.pk, "number": 1},
        },
        finer=FINER,
        public_routes=PUBLIC_ROUTES,
        public_fields=PUBLIC_FIELDS,
    )
