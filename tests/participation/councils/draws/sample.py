"""One of everything that draws hold."""

from participation.councils.draws import actions
from participation.councils.draws.choices import Answer
from participation.councils.draws.lists import read_list
from tests.participation.councils.draws.making import make_committed, make_draw, make_drawn
from tests.participation.councils.samples import Sample, Seed

ONCE_ANNOUNCED = "everyone reads it once the draw is announced"


def sample(seed: Seed) -> Sample:
    private = make_draw(
        seed.council,
        title=seed.word(),
        rule=seed.word(),
        seed_source=seed.word(),
        actor=seed.coordinator,
    )
    line = f"{seed.word()};{seed.word()};{seed.word()};{seed.email()};{seed.word()};{seed.word()}"
    content = f"nom;prénom;adresse;courriel;téléphone;{seed.word()}\n{line}\n".encode()
    source = actions.add_list(
        private, read_list(content), name=seed.word(), origin=seed.word(), actor=seed.coordinator
    )
    given_up = make_draw(seed.council, actor=seed.coordinator)
    actions.cancel_draw(given_up, reason=seed.word(), actor=seed.coordinator)
    again = actions.start_again(given_up, reason=seed.word(), actor=seed.coordinator)
    committed = make_committed(seed.council)
    drawn = make_drawn(seed.council)
    person = drawn.drawn.get(is_substitute=False, rank=1)
    actions.note_answer(person, Answer.ACCEPTED, actor=seed.coordinator)
    here = {"draw_id": private.pk}
    return Sample(
        addresses={
            "draws:draw": here,
            "draws:edit": here,
            "draws:add_list": here,
            "draws:remove_list": {**here, "list_id": source.pk},
            "draws:quotas": here,
            "draws:commit": here,
            "draws:cancel": here,
            "draws:again": {"draw_id": again.pk},
            "draws:seed": {"draw_id": committed.pk},
            "draws:people": {"draw_id": drawn.pk},
            "draws:person": {"draw_id": drawn.pk, "drawn_id": person.pk},
            "draws:seat": {"draw_id": drawn.pk, "drawn_id": person.pk},
            "draws:finish": {"draw_id": drawn.pk},
            "draws:public": {"draw_id": drawn.pk},
            "draws:file": {"draw_id": drawn.pk},
            "draws:method": {},
        },
        public_routes={
            "draws:public": ONCE_ANNOUNCED,
            "draws:file": ONCE_ANNOUNCED,
            "draws:method": "the program that replays any draw",
        },
        public_fields={
            "draws.Draw.chances": "how many were drawn in each group, published with the result",
            "draws.Draw.result": "the codes drawn, published as the result",
            "draws.Draw.commitment": "a digest, public by design",
            "draws.Draw.seed": "entered after the announcement, from a public source",
            "draws.Draw.salt": "drawn by the platform, shown to nobody",
            "draws.SourceList.sha256": "a digest",
            "draws.Candidate.code": "a keyed digest",
        },
    )
