"""What is said to the user, apart from the language it is said in.

A sentence is an English template and its values. As a string it is English, as the log needs it; where it is
shown, the app looks up the template in the user's language. It can be pickled, so the engine's process sends
sentences as it sends anything else. ``packaging/translations`` collects the templates from the code, which is
why each is written out where its sentence is made.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from string import Formatter
from typing import Final, Self, TypeAlias

Value: TypeAlias = str | int | float
"""What a template is filled with: numbers are written as the user's language does, and sentences in it."""


class Sentence(str):
    """A sentence, or a part of one, with the values that differ from case to case.

    Attributes:
        template: The English text; ``{name}`` or ``{name:.1f}`` stands for a value.
        values: The values by their names.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, /, **values: Value | PurePath) -> Self:
        """Fill a template, which is written out here so that it can be collected."""
        kept = {name: _plain(value) for name, value in values.items()}
        sentence = super().__new__(cls, _filled(template, kept, format))
        sentence.template, sentence.values = template, kept
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Value]]:
        return (self.template,), dict(self.values)

    def told(self, translate: Callable[[str], str], number: Callable[[float, str], str]) -> str:
        """Return the sentence in another language.

        Args:
            translate: Returns a template's translation, with the same names in it.
            number: Writes a number, given its format as after the colon in a template.
        """

        def written(value: Value, form: str) -> str:
            if isinstance(value, Sentence):
                return value.told(translate, number)
            return value if isinstance(value, str) else number(value, form)

        return _filled(translate(self.template), self.values, written)


def joined(said: Iterable[Value], between: str = " ") -> Sentence:
    """Return several sentences as one, or something that no language says otherwise."""
    parts = {f"part{number}": part for number, part in enumerate(said)}
    return Sentence(between.join(f"{{{name}}}" for name in parts), **parts)


def _plain(value: Value | PurePath) -> Value:
    return str(value) if isinstance(value, PurePath) else value


def _filled(
    template: str, values: Mapping[str, Value], written: Callable[[Value, str], str]
) -> str:
    return "".join(
        text + ("" if name is None else written(values[name], form or ""))
        for text, name, form, _ in Formatter().parse(template)
    )


NOTHING: Final = joined([])
"""Where there is nothing to say."""
