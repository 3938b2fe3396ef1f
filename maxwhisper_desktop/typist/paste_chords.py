"""The paste shortcuts of known applications.

Shift+Insert is the default, since every layout has it and almost every program supports it: Qt,
GTK, browsers and programs based on them paste the clipboard, terminals the primary selection.
"""

from typing import Final

from maxwhisper_desktop.settings.settings import Delivery, PasteChord

_EXCEPTIONS: Final = {
    "blender": PasteChord.CTRL_V,
    "hyper": PasteChord.CTRL_SHIFT_V,
}
_READ_PRIMARY: Final = frozenset(
    {
        "alacritty",
        "code",
        "code - oss",
        "com.mitchellh.ghostty",
        "cursor",
        "deepin-terminal",
        "eterm",
        "gnome-terminal",
        "gnome-terminal-server",
        "guake",
        "gvim",
        "kitty",
        "konsole",
        "lxterminal",
        "mate-terminal",
        "mlterm",
        "org.gnome.console",
        "org.gnome.ptyxis",
        "org.wezfurlong.wezterm",
        "qterminal",
        "rxvt",
        "sakura",
        "st",
        "st-256color",
        "terminator",
        "terminology",
        "tilda",
        "tilix",
        "urxvt",
        "uxterm",
        "vscodium",
        "x-terminal-emulator",
        "xfce4-terminal",
        "xterm",
        "yakuake",
    }
)


def paste_chord(window_class: str, delivery: Delivery) -> PasteChord:
    """Return the paste shortcut of a window: the user's choice, or the known one."""
    chosen = delivery.chord_for(window_class)
    return chosen or _EXCEPTIONS.get(window_class.lower(), PasteChord.SHIFT_INSERT)


def reads_primary(window_class: str) -> bool:
    """Return whether Shift+Insert pastes the primary selection in (a part of) the window."""
    return window_class.lower() in _READ_PRIMARY
