"""One of everything that the library holds: a private draft, and public things."""

from typing import Any

from participation.base.uploads import cleaned
from participation.councils.library import actions
from participation.councils.library.choices import FILES, Category
from tests.participation.councils.library.making import (
    described,
    make_date,
    make_guide,
    make_link,
    make_published,
    make_published_guide,
    paper,
)
from tests.participation.councils.samples import Sample, Seed

PUBLIC = "what is published is for everyone to read"
OWN = "the page of a draft is absent for those outside its council"
TO_REVIEW = "for administrators; absent for others"
TO_SHARE = "for administrators and regional coordinators; absent for others"
GUIDE_PAGES = (
    *("guide", "decide_guide", "withdraw_any_guide"),
    *("edit_guide", "add_guide_version", "propose_guide", "withdraw_guide"),
)
KEPT_PAGES = ("edit_any_guide", "add_any_guide_version")


def sample(seed: Seed) -> Sample:
    make_published(seed.council)
    draft = actions.write_practice(
        seed.council,
        actor=seed.animator,
        category=Category.ACT_ON_PROBLEMS,
        title=seed.word(),
        story=seed.word(),
        cost=seed.word(),
        duration=seed.word(),
        limits=seed.word(),
        again=seed.word(),
        photo_alt=seed.word(),
    )
    draft.answer = seed.word()
    draft.save(update_fields=["answer"])
    one = {"practice_id": draft.pk}
    guide = _plant_guide(seed)
    guides = {"guide_id": guide}
    kept = {"guide_id": make_guide().pk}
    link = {"link_id": make_link().pk}
    date = {"date_id": make_date().pk}
    return Sample(
        addresses={
            **{f"library:{name}": one for name in ("practice", "photo", "decide", "credit")},
            **{f"library:{name}": one for name in ("edit", "propose", "withdraw", "withdraw_any")},
            **{f"library:{name}": date for name in ("date", "correct", "postpone", "cancel")},
            **{f"library:{name}": guides for name in GUIDE_PAGES},
            **{f"library:{name}": kept for name in KEPT_PAGES},
            "library:guide_file": {**guides, "number": 1},
            **{f"library:{name}": link for name in ("rewrite_link", "remove_link")},
        },
        public_routes={
            "library:resources": PUBLIC,
            "library:links": PUBLIC,
            "library:calendar": PUBLIC,
            "library:feed": PUBLIC,
            "library:date": PUBLIC,
            "library:guides": PUBLIC,
            "library:guides_feed": PUBLIC,
            "library:guide": OWN,
            "library:guide_file": OWN,
            "library:write_any_guide": TO_SHARE,
            "library:decide_guide": TO_REVIEW,
            **{f"library:{name}": TO_SHARE for name in KEPT_PAGES},
            "library:withdraw_any_guide": TO_SHARE,
            "library:correct": TO_REVIEW,
            "library:announce": TO_REVIEW,
            "library:postpone": TO_REVIEW,
            "library:cancel": TO_REVIEW,
            "library:write_link": TO_REVIEW,
            "library:rewrite_link": TO_REVIEW,
            "library:remove_link": TO_REVIEW,
            "library:practices": PUBLIC,
            "library:practice": OWN,
            "library:photo": OWN,
            "library:to_review": TO_REVIEW,
            "library:decide": TO_REVIEW,
            "library:credit": TO_REVIEW,
            "library:withdraw_any": TO_REVIEW,
        },
        public_fields={
            "library.UsefulLink": PUBLIC,
            "library.CalendarDate": PUBLIC,
            "library.GuideVersion.file": "a name made by chance",
            "library.GuideVersion.sha256": "a digest",
            "library.GuideVersion.content_type": "a kind of file",
            "library.GoodPractice.photo": "a name made by chance",
            "library.GoodPractice.photo_type": "a kind of picture",
        },
    )


def _plant_guide(seed: Seed) -> int:
    """Plant a draft, as a file and as a text; a published one has a draft of its next version."""
    said = {"title": seed.word(), "summary": seed.word(), "organisation": seed.word()}
    contents = (
        actions.Content(upload=cleaned(paper(f"{seed.word()}.pdf"), FILES), pages=2),
        actions.Content(text=seed.word()),
    )
    here: dict[str, Any] = {"actor": seed.animator, "council": seed.council}
    draft, _text = [
        actions.write_guide(**here, content=content, **described(**said)) for content in contents
    ]
    draft.answer = seed.word()
    draft.save(update_fields=["answer"])
    published = make_published_guide(seed.council)
    actions.add_guide_version(
        published, actor=seed.animator, content=actions.Content(text=seed.word()), note=seed.word()
    )
    return draft.pk
