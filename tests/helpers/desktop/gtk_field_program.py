"""A program with one GTK 4 text field that answers questions about it in lines of JSON.

It runs with the system's own Python, since GTK comes with that.
"""

import json
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import GLib, Gtk  # noqa: E402 - its version must be required first

_HIDDEN_TOO = True


def main() -> None:
    """Show the field until the program is terminated."""
    app = Gtk.Application(application_id=f"org.maxwhisper.{sys.argv[1].replace('-', '')}")
    app.connect("activate", show)
    app.run([])


def show(app: Gtk.Application) -> None:
    """Show the field and wait for questions."""
    field = Gtk.TextView()
    window = Gtk.ApplicationWindow(application=app, title=sys.argv[1])
    window.set_default_size(500, 300)
    window.set_child(field)
    window.present()
    field.grab_focus()
    buffer = field.get_buffer()

    def answer(*_: object) -> bool:
        said: object
        match sys.stdin.readline().strip():
            case "text":
                said = buffer.get_text(
                    buffer.get_start_iter(), buffer.get_end_iter(), _HIDDEN_TOO
                )
            case "clear":
                buffer.set_text("")
                said = None
            case "has_focus":
                said = window.is_active() and field.has_focus()
            case _:
                sys.exit()
        sys.stdout.write(f"{json.dumps(said)}\n")
        sys.stdout.flush()
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN, answer)


main()
