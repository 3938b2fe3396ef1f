"""The text left of the cursor, as far as known from the app's own typing."""

from typing import Final

LENGTH: Final = 100
"""Characters to remember: enough for the rules of spacing and capitals."""


class TextBefore:
    """The end of the last text typed into one window, until the user presses a key or button.

    Only one window is remembered, since a cursor rarely stays in place once another is used.
    """

    def __init__(self) -> None:
        self._place: str | None = None
        self._n_strokes: int | None = None
        self._text = ""

    def remember(self, place: str | None, text: str, n_strokes: int | None) -> None:
        """Remember that ``text`` was typed.

        Args:
            place: The window.
            text: What was typed.
            n_strokes: The keys and buttons the user had pressed by then; None if unknown.
        """
        earlier = self.at(place, n_strokes) or ""
        self._place, self._n_strokes = place, n_strokes
        self._text = (earlier + text)[-LENGTH:]

    def forget(self) -> None:
        """Forget it."""
        self._place, self._text = None, ""

    def at(self, place: str | None, n_strokes: int | None) -> str | None:
        """Return the text before the cursor, or None if it is unknown."""
        if place is None or place != self._place or n_strokes != self._n_strokes:
            return None
        return self._text
