"""Folders: made, renamed, and deleted when empty."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import one_line
from participation.councils.documents import events
from participation.councils.documents.actions.locking import lock, unique
from participation.councils.documents.models import Folder, search_form
from participation.councils.errors import Refused
from participation.councils.models import Council


@transaction.atomic
def make_folder(council: Council, *, actor: Any, name: str, parent: Folder | None = None) -> Folder:
    """Make a folder, at the top or within another; of one name there is one.

    Raises Refused below the third level.
    """
    council = lock(council.pk)
    searched = search_form(_tidy(name))
    there = Folder.objects.filter(council=council, parent=parent, search_name=searched)
    same: Folder | None = there.first()
    if same is not None:
        return same
    if parent is not None and not parent.may_hold_folders:
        raise Refused(_("Trois dossiers l’un dans l’autre suffisent. Créez celui-ci plus haut."))
    folder = Folder(council=council, parent=parent, depth=parent.depth + 1 if parent else 1)
    _name(folder, name)
    _tell(events.FolderMade, folder, actor)
    return folder


@transaction.atomic
def rename_folder(folder: Folder, *, actor: Any, name: str) -> Folder:
    """Give a folder another name. Raises Refused for a name that is taken there."""
    lock(folder.council_id)
    _name(folder, name)
    _tell(events.FolderRenamed, folder, actor)
    return folder


@transaction.atomic
def delete_folder(folder: Folder, *, actor: Any) -> None:
    """Delete an empty folder. Raises Refused for one that holds anything."""
    lock(folder.council_id)
    _tell(events.FolderDeleted, folder, actor)
    try:
        folder.delete()
    except ProtectedError:
        raise Refused(
            _("Ce dossier n’est pas vide. Déplacez ou supprimez d’abord ce qu’il contient.")
        ) from None


def _tidy(name: str) -> str:
    return one_line(name)[:80]


def _name(folder: Folder, name: str) -> None:
    folder.name = _tidy(name)
    folder.search_name = search_form(folder.name)
    with unique(_("Un dossier porte déjà ce nom à cet endroit. Choisissez un autre nom.")):
        folder.save()


def _tell(kind: type[events.FolderEvent], folder: Folder, actor: Any) -> None:
    record(kind(council_id=folder.council_id, folder_id=folder.pk), actor=actor)
