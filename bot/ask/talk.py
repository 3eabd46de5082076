"""Messages are more than their question: greetings, thanks, what it is for. This finds the question among them."""

from __future__ import annotations

import re

from bot.ask.grammar.patterns import pattern

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_INTRODUCED = re.compile(r"^(?P<talk>[^:]{1,120}?)(?::|\s[-–—])\s+(?P<rest>.+)$", re.DOTALL)
_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|we|we're|me|my|our|us|you|hi|hello|hey|kia ora|thanks|please|quick|need|check|checking|subs?"
    r"|subbing|copy|caption|headline|story|query)\b",
    re.IGNORECASE,
)


_ARTICLE = "(?:the|a|an|my|our|this|todays|tonights|tomorrows|that)"
_WORK = (
    "(?:(?:lead|front page|page one|web|feature|follow up|weekend|sunday|data|online|main|big|quick) )?"
    "(?:lower third|splash|headline|standfirst|caption|graphic|infographic|bar chart|pie chart|line chart|chart|graph"
    "|sidebar|explainer|story|piece|article|copy|yarn|bulletin|script|package|column|backgrounder|briefing|fact ?check"
    "|pitch|slide|tweet|live blog|blog|podcast|interview|intro|front page|fact ?box|table|map|show|programme|segment"
    "|newsletter|editorial|feature)"
)
_MAKING = (
    "(?:doing|making|building|drawing|subbing|editing|filing|checking|finishing|updating|writing|working on"
    "|putting together|prepping|preparing|laying out|fact ?checking|need this for|captioning)"
)
_PEOPLE = (
    "(?:intern|producer|reporter|sub|sub ?editor|editor|journalist|journo|cadet|presenter|host|designer|columnist)"
)
_BOSS = "(?:editor|boss|chief reporter|news editor|sub)"
_TELL = "(?:tell|remind|give|help|check|confirm)"
_I = "(?:im|i am|i|were|we are|we|ive been|i been|am|just)"
_SHOULD = (
    "(?:us(?:e|ed|ing)|print(?:ed|ing)?|quot(?:e|ed|ing)|cit(?:e|ed|ing)|report(?:ed|ing)?|put(?:ting)?|say(?:ing)?"
    "|writ(?:e|ing|ten)|run(?:ning)?|go(?:ing)? with)"
)
SMALL_TALK = pattern(
    "\n".join(
        (
            rf"(?:{_I} )?{_MAKING} (?:up )?{_ARTICLE} {_WORK}(?: (?:now|today|tonight))?",
            rf"(?:for|in|on) {_ARTICLE} {_WORK}(?: (?:that )?{_I}(?: {_MAKING})?)?",
            rf"(?:{_MAKING[3:-1]}) {_ARTICLE}? ?{_WORK}",
            rf"(?:(?:new|night|day|chief|web|your) )?{_PEOPLE} here",
            rf"should (?:i|we|you) (?:be |have |have been )?{_SHOULD}",
            r"sorry(?: to (?:bother|trouble|bug|ask)(?: you)?)?(?: again)?",
            r"(?:when|if) (?:you|u)(?: ve| have)? (?:got |get |have )?a (?:sec|second|minute|moment|chance|mo)",
            r"if you (?:dont mind|can|could|have it)(?: please)?",
            r"(?:(?:just a|a|one|another) )?(?:quick|simple|dumb|silly|stupid|random) (?:one|question|query|check|q)",
            r"(?:thanks|thank you|cheers|ta|many thanks)(?: (?:so much|heaps|a lot|in advance|mate|team|all))*",
            rf"(?:{_I} )?on (?:a |tight )?deadline(?: here)?",
            r"in a (?:hurry|rush)",
            r"off the top of (?:your|ya) head",
            r"what (?:is|was) it again",
            rf"(?:can|could|would) (?:you|u|someone|anyone|somebody) (?:please )?{_TELL}(?: me| us)?(?: with)?",
            r"(?:just )?(?:to be clear|to confirm|to check|checking|wondering|curious|double ?checking)",
            r"for (?:the record|context|interests sake|completeness)",
            r"^(?:name|identify|specify)(?= (?:the|which|whichever)(?!\S))",
            r"by the way",
            r"(?:question|exclamation) mark|full stop|new par(?:a|agraph)?|(?:open|close) (?:quotes?|brackets?)",
            r"to (?:one|two|three|\d) decimals?(?: places?| points?)?",
            rf"{_I} (?:just )?(?:after|looking for|trying to find|wondering|chasing|hunting for)",
            r"good (?:morning|afternoon|evening)|morning (?:all|team)|gday|kia ora(?: koutou)?",
            rf"(?:my|the) {_BOSS} (?:wants|needs|is asking|asks|asked)(?: (?:to know|for))?",
            r"need(?:ed|ing)? (?:it |this )?(?:asap|urgently|quickly|now|soon)",
        )
    )
)
"""What a newsroom says around its questions, in a question's joined words: it narrows no figure down."""


_PRONOUN = re.compile(r"\b(?:its|their|his|her|theirs|they|it|he|she)\b", re.IGNORECASE)
_GLOSS = re.compile(
    r"[,;.]?\s+(?:and|also)\s+what\s+(?:exactly\s+)?(?:counts?\s+as\b|is\s+meant\s+by\b|do(?:es)?\s+(?:that|it|this|they)"
    r"\s+(?:cover|mean|include|count|entail|take in|consist of)\b)[^?]*\??\s*$",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?P<which>.*\b(?:which|who|whose|what month|what year)\b.*?)[,;]?\s+and\s+by\s+how\s+(?:much|many)"
    r"(?:\s+(?:percentage\s+)?points)?\s*\??\s*$",
    re.IGNORECASE | re.DOTALL,
)


_LEADING_UP = re.compile(r"\b(?:(?:leading|running)[ -]up|in the (?:lead|run)[ -]?up) to\b", re.IGNORECASE)
"""Other words for "before"."""


_LATER = re.compile(r",\s*before (?:it|they) (?!was |were |is |are )\w+[^,?]*\??\s*$", re.IGNORECASE)
"""What became of the figure afterwards, by the way: ", before it slipped 0.1"."""


def has_pronoun(question: str) -> bool:
    return bool(_PRONOUN.search(question))


def with_name(question: str, label: str) -> str:
    """The question with a name in place of its first pronoun."""
    return _PRONOUN.sub(lambda _: label, question, count=1)


def main_part(question: str) -> tuple[str, bool]:
    """A question without a second one about its own answer, and whether that asks what the figure means.

    "..., and what does that cover?" is met by the definition; "which ..., and by how much?" by every such answer.
    """
    main = _GLOSS.sub("", question)
    glossed = main != question
    main = _LATER.sub("", main)
    sized = _SIZE.match(main)
    return _LEADING_UP.sub("before", sized["which"] if sized else main), glossed


def question_alone(message: str) -> str | None:
    """The one sentence of a message that is a question, or None where nothing can be left out safely.

    Only what is about the people talking is left out, by whole sentences and lead-ins before a colon or dash: "I need
    this for a story:" goes, "In Auckland:" stays, since it narrows the question down.
    """
    sentences = [sentence.strip() for sentence in _SENTENCES.split(message.strip()) if sentence.strip()]
    questions = [sentence for sentence in sentences if sentence.endswith("?")] or sentences[:1]
    chosen = questions[0]
    if len(questions) > 1 or any(sentence != chosen and not _PERSONAL.search(sentence) for sentence in sentences):
        return None
    introduced = _INTRODUCED.match(chosen)
    if introduced and _PERSONAL.search(introduced["talk"]):
        chosen = introduced["rest"].strip()
    return chosen if chosen != message.strip() else None
