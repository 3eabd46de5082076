"""The cards of a chat: an answer with its choices and buttons, and what is said when there is no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.answer import Answer, Citation, Option
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Action, Button, Card, Person, Row, Tone, labelled
from bot.cards.choices import shortened_labels
from bot.cards.form import Fault, Form
from bot.cards.many import first_of, shortened
from bot.chat import words
from bot.chat.known import Known
from bot.domain import Outcome

HELP = Card(
    Tone.TOLD,
    "Ask for a figure in your own words; you get it with its base, date, status and source, or “we don't hold that”.",
    (
        Row("Ask", "what, for whom and when: the figure, the group or place, the month or year"),
        Row("Compare", "“how much more than in …”, “which … was highest”, “as a share of …”, “the trend since …”"),
        Row("Status", "“preliminary”, “final”, “as of 1 March 2024”"),
        Row("Go on", "in the same thread: “and in 2019?”, “the difference?”, “is that more than in 2018?”, “source?”"),
        Row("Dates", "“dates” lists the key dates; “when is …?” finds one; “dates add” opens a form"),
        Row("News", "“what's new?” shows what came in the last days"),
        Row("Subscribe", "“subscribe” opens a form: reminders and digests in this channel; “subscriptions” lists them"),
        Row("Follow", "the button under an answer, or “follow …” with a question: each new vintage of it is told"),
        Row("Enter", "“/figure add” opens a form: a draft, which another of the desk's editors looks at and publishes"),
        Row("Embargo", "“/figure embargoed” shows the desk's editors, each alone, what is not public yet"),
        Row("Wrong?", "the button sends the answer to the desk, with your remark"),
    ),
)


def help_card(how: str | None) -> Card:
    """With how a question or an order is given on the reader's platform, where that is known."""
    return replace(HELP, rows=(HELP.rows[0], Row("Here", how), *HELP.rows[1:])) if how else HELP


NO_LONGER_KEPT = Card(Tone.REFUSED, "That answer is no longer kept; ask the question again.")
NOT_GIVEN = Card(Tone.REFUSED, "That answer is not given any more; ask the question again.")
"""Whatever the reason: it tells nothing of it."""
SAY_AGAIN = Card(
    Tone.REFUSED, "What was to be said here waited while the ledger changed, and is not told any more; say it again."
)
"""In place of a refusal that may name what is withheld by now: nothing was done."""
_REPORTED_AS_WRONG = "An answer was reported as wrong."
_NONE_FOLLOWED = "Nothing is followed yet."
FOLLOWED_AT_ONCE = 3
"""Figures of an answer that one press follows: who wants to hear of more is better served by a digest."""
SHARED = Card(Tone.TOLD, "Shared in the channel.")
PICKED = Card(Tone.TOLD, "Answered in a reply, as an answer stands here already.")
AT_SERVICE = Card(Tone.TOLD, "Glad to help. Ask whenever you need a figure.")
REPORTED = Card(Tone.TOLD, "Sent to the desk, with the question and the figures. Thank you.")

OBEYED = Card(Tone.TOLD, "This order was carried out.")


def not_obeyed(verb: str) -> Card:
    """An order was refused. Why may name what is not told any more."""
    listed = words.DATES if verb.startswith(words.DATES) else words.SUBSCRIPTIONS
    return Card(
        Tone.REFUSED,
        f"This order (“{verb}”) was not carried out: nothing was changed. Why is not told any more, as the ledger has "
        f"changed since; look at “{listed}”, and give it again if it is still meant.",
    )


def refused(reason: str) -> Card:
    return Card(Tone.REFUSED, reason)


def none_followed_yet(card: Card) -> Card:
    """Of a question to follow that is asked back, with its choices."""
    return replace(card, headline=f"{_NONE_FOLLOWED} {card.headline}", figure="")


def not_followed(answer: Answer) -> Card:
    """Of a question that has no single answer, with its answer."""
    rows = [Row("" if number else "Which one", option.text) for number, option in enumerate(answer.alternatives)]
    return Card(Tone.REFUSED, f"{_NONE_FOLLOWED} {answer.text}", tuple(rows))


def needs_values(form: Form) -> Card:
    """An order without its values, where no form can be opened but by its button."""
    rows = tuple(Row(one.id.capitalize(), one.hint or one.label) for one in form.fields)
    opens = Button(Action.FILL, "Open the form", form.order)
    return Card(Tone.REFUSED, f"{form.title}: say more, as “{form.order} …” followed by", rows, buttons=(opens,))


def unsent(card: Card, form: Form, faults: Sequence[Fault], typed: Mapping[str, str]) -> Card:
    """A form of which nothing came, where it cannot be shown in the form itself: what is wrong in which field, or else
    the `card` that says why; and what was typed."""
    labels = {one.id: one.label for one in form.fields}
    wrong = tuple(Row(_field_of(fault, labels), fault.text, warns=True) for fault in faults)
    if wrong:
        fields = "one field is" if len(wrong) == 1 else f"{len(wrong)} fields are"
        card = Card(card.tone, f"{form.title}: nothing was done, as {fields} wrong.", wrong)
    given = [f"{label}: {typed[id_]}" for id_, label in labels.items() if typed.get(id_, "").strip()]
    return replace(card, rows=(*card.rows, *labelled("You wrote", given)))


def _field_of(fault: Fault, labels: Mapping[str, str]) -> str:
    """What the field of a fault is called, or the line of it."""
    field, _, line = fault.field.partition(":")
    return line.capitalize() or labels.get(field, "")


def flooded(seconds: int) -> Card:
    wait = "a second" if seconds == 1 else f"{seconds} seconds"
    return Card(Tone.REFUSED, f"That is more questions than the desk takes at once; ask again in {wait}.")


def failed(reference: str) -> Card:
    """A failure of ours, under the reference that the log has too."""
    return Card(Tone.FAILED, "Factdesk failed, and it is not your fault. Try again.", (Row("Reference", reference),))


def options(answer: Answer) -> tuple[Option, ...]:
    """What can be picked, numbered by its place here."""
    return answer.alternatives + answer.nearest


def answered(known: Known, receipt: str, *, reports: bool, shares: bool) -> Card:
    """The card of an answer with all that can be done with it. `reports`: there is a desk to tell what is wrong.
    `shares`: it can be shown to others."""
    offered = [(number, one.text) for number, one in enumerate(options(known.answer)) if one.can_be_picked]
    shorts = shortened_labels([text for _, text in offered])
    choices = tuple(
        Button(Action.PICK, text, f"{receipt}:{number}", short=short)
        for (number, text), short in zip(offered, shorts, strict=True)
    )
    rows = tuple(_without_choices(known.card.rows)) if choices else known.card.rows
    return replace(known.card, rows=rows, choices=choices, buttons=_buttons(known.answer, receipt, reports, shares))


def _without_choices(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that are no choices; what follows under the label of one that is takes the label over."""
    label = ""
    for row in rows:
        label = row.label or label
        if row.ask is None and not row.picks:
            yield replace(row, label=label)
            label = ""


def sources(answer: Answer, style: HouseStyle) -> Card:
    """Every figure with its status and its source in full."""
    return Card(Tone.TOLD, answer.text, tuple(AnswerCards(style).figure_rows(answer.figures, every=True)))


def workings(answer: Answer) -> Card:
    """How the figure came about and how the question was read."""
    rows = [Row("Read as", answer.understood_as)] if answer.understood_as else []
    if answer.computation:
        rows = [
            Row("Operation", answer.computation.operation),
            Row("Workings", answer.computation.expression),
            *rows,
        ]
    return Card(Tone.TOLD, answer.text, (*rows, *(Row("Caveat", caveat, warns=True) for caveat in answer.caveats)))


def line(answer: Answer, style: HouseStyle, warnings: Sequence[Row] = ()) -> Card:
    """The sentence as it can be pasted, its sources in brackets; what has to be known of it is pasted with it."""
    cited = AnswerCards(style).citations(answer.figures)
    text = f"{answer.text} ({'; '.join(cited)})" if cited else answer.text
    return Card(Tone.TOLD, " ".join([text, *(f"{row.label}: {row.text}" for row in warnings)]))


def warned(card: Card, warnings: Sequence[Row]) -> Card:
    """A card of what was given before, below what has to be known of it since."""
    return replace(card, rows=(*warnings, *card.rows))


def shared(card: Card, by: str) -> Card:
    """An answer that was given to one, for all to see."""
    buttons = tuple(button for button in card.buttons if button.action is not Action.SHARE)
    return replace(card, rows=(*card.rows, Row("Shared by", by)), buttons=buttons)


def picked(card: Card, by: str) -> Card:
    """An answer for all to see that somebody picked from what was offered to somebody else."""
    return replace(card, rows=(*card.rows, Row("Picked by", by)))


def report(answer: Answer, style: HouseStyle, said: Sequence[Row], people: Sequence[Person], ref: str) -> Card:
    """What somebody holds to be wrong, for the desk: what they said, the answer and its figures. `ref` names it."""
    given = (Row("Answer", answer.text), Row("Figures", _ids(answer)), *AnswerCards(style).figure_rows(answer.figures))
    return _reported((*said, *given), people, ref)


def report_of_withheld(answer: Answer, said: Sequence[Row], people: Sequence[Person], ref: str) -> Card:
    """The same of an answer that the desk's channel may not be told by now: the words of people, and where to look."""
    where = (
        "not shown, as it tells of what is under embargo or withdrawn: `factdesk figures ID` shows it in the terminal"
    )
    return _reported((*said, Row("Answer", where, warns=True), Row("Figures", _ids(answer))), people, ref)


def _reported(rows: Sequence[Row], people: Sequence[Person], ref: str) -> Card:
    resolve = Button(Action.RESOLVE, "Resolve", ref)
    return Card(Tone.TOLD, _REPORTED_AS_WRONG, tuple(rows), buttons=(resolve,), people=tuple(people))


def _ids(answer: Answer) -> str:
    return ", ".join(figure.id for figure in answer.figures) or "none"


def _is_cited(source: Citation) -> bool:
    return any((source.publisher, source.title, source.url, source.published_on, source.locator))


def _buttons(answer: Answer, receipt: str, reports: bool, shares: bool) -> tuple[Button, ...]:
    buttons = list[Button]()
    if answer.outcome is Outcome.ANSWERED:
        if answer.figures:
            label = "Source" if any(_is_cited(one.source) for one in answer.figures) else "Figures"
            all_shown = len(first_of(answer.figures)) == len(answer.figures)
            buttons.append(Button(Action.SOURCE, label, receipt, repeats=all_shown))
        if answer.computation:
            whole = answer.computation.expression
            buttons.append(Button(Action.WORKINGS, "How computed", receipt, repeats=shortened(whole) == whole))
        buttons.append(Button(Action.COPY, "Copy line", receipt))
        if 0 < len(answer.figures) <= FOLLOWED_AT_ONCE:
            buttons.append(Button(Action.FOLLOW, "Follow", receipt))
        if shares:
            buttons.append(Button(Action.SHARE, "Share in channel", receipt))
    if reports:
        buttons.append(Button(Action.WRONG, "Wrong?", receipt))
    return tuple(buttons)
