"""The addresses of documents: within the space, and those that everybody may read."""

from django.urls import path

from participation.councils.documents.views import (
    adding,
    documents,
    folders,
    listing,
    public,
    publishing,
    versions,
)

SPACE = "conseils/<slug:slug>/espace/documents/"
ONE = f"{SPACE}<int:document_id>/"
VERSION = f"{ONE}versions/<int:number>/"
FOLDERS = f"{SPACE}dossiers/"
FOLDER = f"{FOLDERS}<int:folder_id>/"
PUBLIC = "conseils/<slug:slug>/documents/"

app_name = "documents"
urlpatterns = [
    path(SPACE, listing.top, name="top"),
    path(f"{SPACE}ajouter/", adding.add, name="add"),
    path(f"{FOLDERS}creer/", folders.make, name="make_folder"),
    path(FOLDER, listing.folder, name="folder"),
    path(f"{FOLDER}creer/", folders.make_within, name="make_folder_within"),
    path(f"{FOLDER}renommer/", folders.rename, name="rename_folder"),
    path(f"{FOLDER}supprimer/", folders.delete, name="delete_folder"),
    path(ONE, documents.document, name="document"),
    path(f"{ONE}ranger/", documents.arrange, name="arrange"),
    path(f"{ONE}supprimer/", documents.delete, name="delete"),
    path(f"{ONE}publier/", publishing.publish, name="publish"),
    path(f"{ONE}depublier/", publishing.unpublish, name="unpublish"),
    path(f"{ONE}nouvelle-version/", adding.add_version, name="add_version"),
    path(VERSION, versions.file, name="file"),
    path(f"{VERSION}retirer/", versions.withdraw, name="withdraw"),
    path(PUBLIC, public.public, name="public"),
    path(f"{PUBLIC}<int:document_id>/<int:number>/", public.public_file, name="public_file"),
]
