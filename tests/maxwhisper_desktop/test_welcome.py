"""A new user's first start, by real keys alone: from the welcome to the first sentence."""

import pytest
from desktop.desk import Desk
from desktop.desk_targets import Window
from desktop.dictating_desk import DictatingDesk, say

pytestmark = [pytest.mark.desktop, pytest.mark.compiles, pytest.mark.timeout(3600)]

TITLE = "Welcome to MaxWhisper"


def test_the_welcome_leads_to_the_first_sentence_by_the_keyboard_alone() -> None:
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = DictatingDesk(desk, key="Control_R")
        place.start(None)
        welcome = Window(desk, TITLE, place.process).focus()
        voice = say(desk, "I read your letter in the garden this morning.", "voice")
        # Model and key are settled, so it begins with the microphone, on its button for the test.
        place.person.tap("space")
        place.play(voice)
        place.person.tap("Return")
        place.dictate(voice)
        last = place.take_after(None)
        assert (last["delivered"], "letter" in last["text"]) == (True, True)
        # From the box past the way back to the way on, then "Done".
        place.person.tap("Tab", "Tab", "Return", "Return")
        welcome.wait_for(lambda: TITLE not in desk.run("xwininfo", "-root", "-tree"))
        place.end()
        place.person.leave()
        assert "Traceback" not in place.log()
