"""The section of a public body: its page, its group, its files; and who belongs to it."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
)

from cms.models import BodyIndexPage, BodyPage, Section
from participation.accounts.actions import appoint_officer
from participation.accounts.models import Account, Officer, PublicBody

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
FILE_RIGHTS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)


@transaction.atomic
def open_section(public_body: PublicBody) -> Section:
    """Make the page, the group and the collection of a public body; twice makes one.

    The group may edit and publish under that page, use files of that collection, and nothing else.
    """
    section = Section.objects.filter(public_body=public_body).first()
    if section is not None:
        return section
    group = Group.objects.create(name=f"Agents ({public_body.slug})")
    collection = Collection.get_first_root_node().add_child(name=public_body.name)
    page = BodyPage.objects.filter(public_body=public_body).first() or _make_page(public_body)
    _grant(group, page, collection)
    return Section.objects.create(
        public_body=public_body, page=page, group=group, collection=collection
    )


def _make_page(public_body: PublicBody) -> BodyPage:
    index = BodyIndexPage.objects.get()
    page = BodyPage(
        title=public_body.name,
        slug=public_body.slug,
        lede=public_body.summary,
        public_body=public_body,
    )
    index.add_child(instance=page)
    return page


def _grant(group: Group, page: BodyPage, collection: Collection) -> None:
    pages = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=right) for right in pages
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(
            group=group,
            collection=collection,
            permission=Permission.objects.get(content_type__app_label=app, codename=codename),
        )
        for app, codename in FILE_RIGHTS
    )
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


@transaction.atomic
def admit_officer(account: Account, public_body: PublicBody) -> None:
    """Put an officer in the group of their section, as long as they are one."""
    if Officer.objects.filter(account=account, public_body=public_body).exists():
        account.groups.add(open_section(public_body).group)


@transaction.atomic
def dismiss_officer(account: Account, public_body: PublicBody) -> None:
    """Take somebody out of the group, unless they were appointed again in the meantime."""
    if not Officer.objects.filter(account=account, public_body=public_body).exists():
        account.groups.remove(*Group.objects.filter(section__public_body=public_body))


@transaction.atomic
def invite_officer(email: str, public_body: PublicBody, *, actor: Any) -> Officer:
    """Appoint whoever reads this mailbox; the account is made when there is none."""
    email = email.strip().lower()
    account = Account.objects.filter(email=email).first()
    account = account or Account.objects.create_user(email)
    return appoint_officer(account, public_body, actor=actor)
