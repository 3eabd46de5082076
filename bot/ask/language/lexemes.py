"""Verbs and their nouns as rows: what each means, its forms, and where it has to stand to mean that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from bot.ask.language.rows import rows


@dataclass(frozen=True)
class Lexeme:
    """One row. `forms` mean what the verb means wherever they stand; those `as_verb` only in the place of a verb, and
    `nouns` among them only where they head the question, since they have another sense ("a leap year"). A verb with a
    `particle` stands right before it. `of` "quantities": only said of a number, a share or the like.
    """

    verb: str
    means: str
    forms: frozenset[str]
    as_verb: frozenset[str]
    nouns: frozenset[str]
    particle: str
    of_quantities: bool

    @property
    def base(self) -> str:
        return self.verb.split()[0]

    @cached_property
    def pasts(self) -> frozenset[str]:
        """The forms of the past: the base itself where it has no other."""
        forms = {form for form in self.forms | self.as_verb if not form.endswith("ing")} - self.nouns
        return frozenset(forms - {self.base, f"{self.base}s", f"{self.base}es"}) or frozenset((self.base,))


@cache
def lexemes(name: str) -> tuple[Lexeme, ...]:
    """The rows of "moves" or "comparisons"."""
    return tuple(
        Lexeme(
            row["verb"],
            row["means"],
            frozenset(row["forms"].split()),
            frozenset(row["as_verb"].split()),
            frozenset(row.get("nouns", "").split()),
            row["particle"],
            row.get("of") == "quantities",
        )
        for row in rows(name)
    )


@cache
def by_form(name: str) -> dict[str, tuple[Lexeme, ...]]:
    """The lexemes by each of their forms and nouns, those with a particle first."""
    found: dict[str, list[Lexeme]] = {}
    for one in sorted(lexemes(name), key=lambda one: not one.particle):
        for form in one.forms | one.as_verb | one.nouns:
            found.setdefault(form, []).append(one)
    return {form: tuple(ones) for form, ones in found.items()}


@cache
def forms_of(name: str, *, certain: bool = False) -> frozenset[str]:
    """All forms of the verbs without a particle, or those alone that mean it wherever they stand."""
    return frozenset(
        form
        for one in lexemes(name)
        if not one.particle
        for form in (one.forms if certain else one.forms | one.as_verb)
    )


@cache
def with_particle(name: str) -> frozenset[tuple[str, str]]:
    """The forms of the verbs with a particle, each with it."""
    return frozenset((form, one.particle) for one in lexemes(name) if one.particle for form in one.forms)


@cache
def nouns_of(name: str) -> frozenset[str]:
    return frozenset(noun for one in lexemes(name) for noun in one.nouns)
