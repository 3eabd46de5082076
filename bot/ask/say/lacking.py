"""Refusals: what the ledger lacks for a meaning, and why figures cannot be put together."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.meaning import Selection
from bot.ask.outcome import Missing
from bot.ask.prose import Prose
from bot.ask.say.agreement import was, with_article
from bot.ask.say.sides import listed, noun
from bot.domain import Figure


def series(prose: Prose, of: Selection, nearest: tuple[Figure, ...] = ()) -> Missing:
    label = f"“{prose.label(of.indicator)}”"
    words = prose.codes(of.dimensions)
    if not words:
        return Missing("the total", f"We don't hold that: there is no total of {label}.", nearest)
    together = " together" if len(of.dimensions) > 1 else ""
    return Missing(words, f"We don't hold that: there is no figure for {words}{together} in {label}.", nearest)


def indicator() -> Missing:
    return Missing("that figure", "We don't hold that: there is no such figure.")


def one_unit(prose: Prose, units: Sequence[str | None], figures: Sequence[Figure]) -> Missing:
    names = prose.list_of([unit or "no unit" for unit in units])
    return Missing("figures in one unit", f"Those figures cannot be combined: they are in {names}.", tuple(figures))


def one_kind(prose: Prose, figures: Sequence[Figure]) -> Missing:
    held = listed(prose, [prose.short(figure) for figure in figures])
    return Missing("figures of one kind", f"Those figures are different kinds of quantity: {held}.", tuple(figures))


def additive(prose: Prose, figures: Sequence[Figure]) -> Missing:
    held = listed(prose, [prose.short(figure) for figure in figures])
    sentence = f"Those figures are no counts or amounts that could be added up: {held}."
    return Missing("figures that add up", sentence, tuple(figures))


def one_period(prose: Prose, figures: Sequence[Figure]) -> Missing:
    times = dict.fromkeys(prose.style.span(figure.period) or "a time not recorded" for figure in figures)
    sentence = f"Those figures are for different times, {listed(prose, list(times))}: they cannot be set side by side."
    return Missing("figures for one period", sentence, tuple(figures))


def equal_times(prose: Prose, figures: Sequence[Figure]) -> Missing:
    times = prose.list_of([prose.style.span(figure.period) for figure in figures])
    return Missing("times that are equally long", f"Those times are not equally long: {times}.", tuple(figures))


def one_series(figures: Sequence[Figure]) -> Missing:
    return Missing("one series", "A change is one of a single series, and those are figures of two.", tuple(figures))


def another(figures: Sequence[Figure], held: str) -> Missing:
    sentence = f"We hold no second figure to compare with, only this: {held}."
    return Missing("a second figure", sentence, tuple(figures), regardless=True)


def others(figures: Sequence[Figure]) -> Missing:
    sentence = "We hold only one figure of that kind."
    return Missing("others to compare with", sentence, tuple(figures), regardless=True)


def place(number: int, held: int, figures: Sequence[Figure]) -> Missing:
    return Missing(f"a number {number}", f"We hold only {held} of them.", tuple(figures), regardless=True)


def crossing(prose: Prose, figures: Sequence[Figure], beyond: str, how: str) -> Missing:
    """`how`: it "never" was beyond, or "always", as far as the ledger goes back."""
    label = with_article(prose.subject(figures[0].indicator, figures[0].dimensions))
    word = was(prose.catalogue.indicators[figures[0].indicator].label)
    if how == "never":
        sentence = f"At no time that we hold {word} {label} {beyond}."
    else:
        first = prose.period(figures[0].period) or "at the first time that we hold"
        sentence = f"We cannot tell when it first was: {label} {word} {beyond} already {first}, the first that we hold."
    return Missing("such a time", sentence, tuple(figures[:2]), tuple(figures))


def times_between(figures: Sequence[Figure]) -> Missing:
    sentence = "We cannot tell when it first was: we do not hold every time before."
    return Missing("every time before", sentence, tuple(figures))


def all_parts(figures: Sequence[Figure]) -> Missing:
    sentence = "We cannot tell what the whole is: we do not hold all its parts for that time."
    return Missing("all parts of the whole", sentence, tuple(figures))


def above_zero(what: str, figures: Sequence[Figure]) -> Missing:
    return Missing("a base above zero", f"{what} says nothing.", tuple(figures))


def percent_of_zero(figures: Sequence[Figure]) -> Missing:
    return above_zero("A percentage change from zero, or from or to below it,", figures)


def ratio_of_zero(figures: Sequence[Figure]) -> Missing:
    return above_zero("A ratio to zero, or of figures below it,", figures)


def part_of_whole(prose: Prose, parts: Sequence[Figure], whole: Figure) -> Missing:
    held = "; ".join(prose.short(figure) for figure in (*parts, whole))
    return Missing("a base that holds the part", f"The one is no part of the other: {held}.", (*parts, whole))


def counts(prose: Prose, figures: Sequence[Figure]) -> Missing:
    held = "; ".join(prose.short(figure) for figure in figures)
    return Missing("the counts", f"A share is taken of counts, and those are relative already: {held}.", tuple(figures))


def one_base(figures: Sequence[Figure]) -> Missing:
    sentence = "Those shares are of different bases, so they do not add up."
    return Missing("one base for that sum", sentence, tuple(figures))


def shares_over_time(figures: Sequence[Figure]) -> Missing:
    sentence = "Shares of different periods cannot be added up."
    return Missing("one base for that sum", sentence, tuple(figures))


def apart(figures: Sequence[Figure]) -> Missing:
    sentence = "Those figures overlap, so they do not add up: some of them are counted in others."
    return Missing("figures that do not overlap", sentence, tuple(figures))


def members(prose: Prose, dimension: str, of: Selection) -> Missing:
    word = noun(prose, dimension)
    words = f"a figure for each {word}" if word else "a figure for each of them"
    return Missing(
        words, f"We don't hold that: “{prose.label(of.indicator)}” is not held for each {word or 'of them'}."
    )
