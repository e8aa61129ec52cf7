"""Every setting an operator may give, declared once: read from the environment or from a file."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ

env = environ.FileAwareEnv()


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it falls back to, and what it is for.

    `NAME_FILE` may hold the path of a file that contains the value instead.
    """

    name: str
    default: str | None
    help: str

    @property
    def is_set(self) -> bool:
        return self.name in os.environ or f"{self.name}_FILE" in os.environ


VARIABLES: dict[str, Variable] = {}


def declare(name: str, default: str | None, help: str) -> Variable:
    """Add one variable to the table that the documentation is generated from."""
    variable = Variable(name, default, help)
    VARIABLES[name] = variable
    return variable


def text(name: str, default: str = "", *, help: str) -> str:
    """Read a text; an absent variable gives the default."""
    declare(name, default, help)
    return str(env.str(name, default=default))


def number(name: str, default: int, *, help: str) -> int:
    """Read a whole number."""
    declare(name, str(default), help)
    return int(env.int(name, default=default))


def flag(name: str, default: bool, *, help: str) -> bool:
    """Read yes or no (`1 true yes on`)."""
    declare(name, "1" if default else "0", help)
    return bool(env.bool(name, default=default))


def words(name: str, default: str = "", *, help: str) -> list[str]:
    """Read a list separated by commas."""
    declare(name, default, help)
    return [word.strip() for word in text_value(name, default).split(",") if word.strip()]


def text_value(name: str, default: str) -> str:
    """Give the raw value of a declared variable."""
    return str(env.str(name, default=default))


def database(default: str) -> dict[str, object]:
    """Read `DATABASE_URL` into Django's form (see `participation.base.databases`)."""
    declare("DATABASE_URL", default, "Base de données : postgres://… ou sqlite:///chemin.")
    return dict(env.db_url("DATABASE_URL", default=default))


def email(default: str) -> dict[str, object]:
    """Read `EMAIL_URL` (`smtp+tls://user:password@host:587`) into Django's settings."""
    declare("EMAIL_URL", default, "Serveur d'envoi des courriels, ou consolemail://.")
    return dict(env.email_url("EMAIL_URL", default=default))


def var_dir(base_dir: Path) -> Path:
    """Where files that change live: uploads, the demo's database."""
    declare("VAR_DIR", "var", "Dossier des fichiers déposés et de la base embarquée.")
    return Path(env.str("VAR_DIR", default=str(base_dir / "var")))


def origins(address: str) -> list[str]:
    """Give the origin of an address, if any, as a browser's policy names it.

    `{s}` stands for any name: `https://{s}.example.org/…` gives `https://*.example.org`.
    """
    parts = urlsplit(address.replace("{s}", "*"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
