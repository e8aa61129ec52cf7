"""How those who run the platform watch it, wherever it runs."""

from participation.settings import env

METRICS_TOKEN = env.text(
    "METRICS_TOKEN", help="Jeton qui ouvre /metrics et le détail de /readyz ; vide : fermés."
)
env.declare(
    "PROMETHEUS_MULTIPROC_DIR", "", "Dossier où plusieurs processus additionnent leurs mesures."
)
