"""What a proposal cannot know: answered beforehand, asked now, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph_loader.imports.reading.layout import Stated
from graph_loader.imports.written.questions import Question
from graph_loader.model.errors import UsageError
from graph_loader.model.problems import quoted

Ask = Callable[[str, Sequence[str]], str]


class Asker:
    """Who is asked, if anybody, and what was said beforehand or on the way.

    Attributes
    ----------
    answers : dict of str to str
        By the key of the question.
    understood : list of str
        What was understood, line by line.
    """

    def __init__(self, ask: Ask | None, answers: Mapping[str, str]) -> None:
        self._ask = ask
        self.answers = dict(answers)
        self.understood: list[str] = []

    @property
    def asks(self) -> bool:
        """Whether somebody can be asked."""
        return self._ask is not None

    def settle(self, question: Question, where: str) -> str:
        """Return the answer to a question: said beforehand, or asked now."""
        if question.key in self.answers:
            return self.answers[question.key]
        choices = [answer for answer, _ in question.readings]
        text = str(question) if question.where else f"{where}: {question}"
        if self._ask is None:
            raise UsageError(f"{text}: say which with --{question.key}")
        return self._ask(text, choices)

    def choose(self, text: str, choices: Sequence[str], otherwise: str) -> str:
        """Return what is chosen; where nobody can be asked, say what to do otherwise."""
        if self._ask is None:
            raise UsageError(f"{text}: {otherwise}")
        return self._ask(text, choices)

    def form(self) -> Stated:
        """Return what was said of how a file is laid out."""
        header = self.answers.get("header", "")
        if header and not header.isdecimal():
            raise UsageError(f"--header: expected the number of a row, or 0 for none, found {quoted(header)}")
        return Stated(
            encoding=self.answers.get("encoding", ""),
            sheet=self.answers.get("sheet", ""),
            header=int(header) if header else None,
        )
