"""The questions a new questionnaire starts with, five for each rung; authors change them freely."""

from consultations.components.questionnaire.actions.versions import QuestionSpec
from consultations.ladder import Rung

_WHERE: QuestionSpec = {"kind": "commune", "text": "Dans quelle commune habitez-vous ?"}
_AGREEMENT: list[str | tuple[str, str]] = [
    "Pas du tout d’accord",
    "Plutôt pas d’accord",
    "Plutôt d’accord",
    "Tout à fait d’accord",
]

# French alone: these are an author's words, to be edited, and not the interface's.
STARTERS: dict[str, list[QuestionSpec]] = {
    Rung.INFORMATION: [
        {
            "kind": "scale",
            "text": "Ce que nous vous avons expliqué est-il clair ?",
            "choices": ["Pas clair du tout", "Plutôt pas clair", "Plutôt clair", "Très clair"],
            "offers_no_answer": True,
        },
        {
            "kind": "long_text",
            "text": "Qu’est-ce qui n’est pas clair ?",
            "conditions": [
                {"depends_on": "q1", "operator": "one_of", "choices": ["c1", "c2"], "text": ""}
            ],
        },
        {"kind": "long_text", "text": "Quelle question voulez-vous nous poser ?"},
        {
            "kind": "several_choices",
            "text": "Comment voulez-vous être informé de la suite ?",
            "choices": ["Par courriel", "Par le bulletin", "Par affichage", "En réunion publique"],
            "has_other": True,
        },
        _WHERE,
    ],
    Rung.CONSULTATION: [
        {
            "kind": "scale",
            "text": "Êtes-vous d’accord avec le projet présenté ?",
            "choices": _AGREEMENT,
            "offers_no_answer": True,
        },
        {
            "kind": "long_text",
            "text": "Qu’est-ce qui vous convient dans ce projet ?",
        },
        {
            "kind": "long_text",
            "text": "Qu’est-ce qu’il faut changer ?",
            "help_text": "Dites aussi pourquoi : cela aide à vous répondre.",
        },
        {
            "kind": "one_choice",
            "text": "Êtes-vous concerné par ce projet ?",
            "choices": ["J’y habite", "J’y travaille", "J’y passe souvent"],
            "has_other": True,
            "offers_no_answer": True,
        },
        _WHERE,
    ],
    Rung.CONCERTATION: [
        {
            "kind": "ranking",
            "text": "Classez ce qui compte le plus pour vous.",
            "help_text": "1 pour le plus important.",
            "choices": ["La sécurité", "La nature", "Les commerces", "Les déplacements"],
        },
        {
            "kind": "matrix",
            "text": "Que pensez-vous de chaque scénario ?",
            "rows": ["Scénario A", "Scénario B", "Scénario C"],
            "choices": ["Contre", "Plutôt contre", "Plutôt pour", "Pour"],
        },
        {
            "kind": "long_text",
            "text": "Quelle autre solution proposez-vous ?",
        },
        {
            "kind": "yes_no",
            "text": "Viendriez-vous à un atelier pour en parler ?",
            "offers_no_answer": True,
        },
        {
            "kind": "several_choices",
            "text": "Quand pourriez-vous venir ?",
            "choices": ["En journée", "En soirée", "Le samedi"],
            "conditions": [
                {"depends_on": "q4", "operator": "equal", "choices": ["yes"], "text": ""}
            ],
        },
    ],
    Rung.CO_CONSTRUCTION: [
        {
            "kind": "one_choice",
            "text": "Comment voulez-vous prendre part à l’écriture ?",
            "choices": ["Relire", "Proposer des passages", "Écrire avec le groupe", "Décider"],
            "has_other": True,
        },
        {"kind": "long_text", "text": "Que doit dire le texte, avant tout ?"},
        {"kind": "long_text", "text": "Que ne doit-il surtout pas dire ?"},
        {
            "kind": "several_choices",
            "text": "Quand pouvez-vous participer aux séances ?",
            "choices": ["En journée", "En soirée", "Le samedi"],
            "has_other": True,
        },
        {
            "kind": "short_text",
            "text": "De quoi avez-vous besoin pour participer ?",
            "help_text": "Par exemple une garde d’enfants, un transport, un interprète.",
        },
    ],
}
