"""What stands left of the cursor, as far as the app's own typing tells."""

from typing import Final

LENGTH: Final = 100
"""Characters that are remembered: enough for the rules of space and capital."""


class TextBefore:
    """The end of what was last typed into one window, until the user does anything there.

    Only one window is remembered, since a cursor left alone for another is soon elsewhere.
    """

    def __init__(self) -> None:
        self._place: str | None = None
        self._n_strokes: int | None = None
        self._text = ""

    def remember(self, place: str | None, text: str, n_strokes: int | None) -> None:
        """Note that ``text`` was typed.

        Args:
            place: The window.
            text: What was typed.
            n_strokes: The keys and buttons the user had pressed by then; None if unknown.
        """
        earlier = self.at(place, n_strokes) or ""
        self._place, self._n_strokes = place, n_strokes
        self._text = (earlier + text)[-LENGTH:]

    def at(self, place: str | None, n_strokes: int | None) -> str | None:
        """Return what stands before the cursor, or None where that is not known."""
        if place is None or place != self._place or n_strokes != self._n_strokes:
            return None
        return self._text
