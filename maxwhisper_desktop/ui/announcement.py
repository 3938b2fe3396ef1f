"""What screen readers are told, in speech or braille."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, words: str, *, is_urgent: bool = False) -> None:
    """Let screen readers tell something.

    Args:
        source: What it is about: a window or a part of it, shown or not.
        words: What to tell.
        is_urgent: Whether it may interrupt what they are telling.
    """
    event = QAccessibleAnnouncementEvent(source, words)
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
