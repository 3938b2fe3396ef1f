"""Text arrives unchanged in real windows of three toolkits, with real layouts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from child_processes import stopped
from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import GtkField, QtField, Target, Xterm
from desktop.typing_desk import Clipboard, Office, opened_office
from typing_extensions import override
from Xlib import X
from Xlib.display import Display

from maxwhisper_desktop.dictation.events import Receipt
from maxwhisper_desktop.settings.settings import Delivery, DeliveryMethod, PasteChord, PasteRule
from maxwhisper_desktop.typist import spare_keys
from maxwhisper_desktop.typist.window_program import WindowProgram

pytestmark = pytest.mark.desktop

SIGNS = 'It\'s 50% of $9.99 ("ok") [a] {b} ~`^_|\\/@#&*+=?;: 0123456789.'
FOREIGN = "Größe, l’été, ¿qué? Łódź ș €5 Привет, мир! 你好。今日は テスト です。안녕하세요"  # noqa: RUF001
PICTURES = "😀 👍🏽 👩\u200d🚀"
EVERYTHING = f"{SIGNS}\n{FOREIGN}\t{PICTURES} done"
LONG = "The quick brown fox jumps over the lazy dog, Again. " * 60
NAMES = ("qt", "xterm", "gtk")


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.x11()


@pytest.fixture(scope="module")
def targets(desk: Desk) -> dict[str, Target]:
    # One after the other, since each takes the focus when it appears.
    return {
        "qt": QtField(desk).focus(),
        "xterm": Xterm(desk).focus(),
        "gtk": GtkField(desk).focus(),
    }


@pytest.fixture
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    desk.keyboard("us")
    desk.move_in(monkeypatch)
    with opened_office(Delivery()) as office:
        yield office


@pytest.fixture
def terminal(targets: dict[str, Target]) -> Xterm:
    terminal = targets["xterm"]
    assert isinstance(terminal, Xterm)
    terminal.focus().clear()
    return terminal


@pytest.fixture
def field(targets: dict[str, Target]) -> Target:
    field = targets["qt"].focus()
    field.clear()
    return field


@contextmanager
def _in_the_way(
    office: Office, press: Callable[[], None], let_go: Callable[[], None]
) -> Iterator[None]:
    """Press after the typist's last look at the keys; let go once it looks again, in vain until then."""
    office.keys.before_the_first = press

    def is_down() -> bool:
        if office.keys.n_strokes:
            let_go()
        return False

    office.hotkey_is_down = is_down
    yield
    let_go()


@pytest.mark.parametrize("layout", ["us", "de", "fr"])
@pytest.mark.parametrize("method", [DeliveryMethod.AUTO, DeliveryMethod.TYPE])
@pytest.mark.parametrize("name", NAMES)
def test_every_character_arrives_once(
    desk: Desk,
    targets: dict[str, Target],
    office: Office,
    name: str,
    method: DeliveryMethod,
    layout: str,
) -> None:
    desk.keyboard(layout)
    office.typist.update(Delivery(method))
    target = targets[name].focus()
    target.clear()

    office.deliver(EVERYTHING)

    desk.wait_for(lambda: target.text() == EVERYTHING)


@pytest.mark.parametrize(
    ("method", "receipt"),
    [
        (DeliveryMethod.AUTO, Receipt.ARRIVED),
        (DeliveryMethod.PASTE, Receipt.ARRIVED),
        (DeliveryMethod.TYPE, Receipt.SENT),
    ],
)
def test_only_a_text_that_was_read_is_reported_as_arrived(
    field: Target, office: Office, method: DeliveryMethod, receipt: Receipt
) -> None:
    office.typist.update(Delivery(method))

    assert office.deliver("spoken").receipt is receipt
    assert field.text() == "spoken" or method is DeliveryMethod.TYPE


@pytest.mark.parametrize("method", [DeliveryMethod.AUTO, DeliveryMethod.TYPE])
@pytest.mark.parametrize("name", NAMES)
def test_a_long_text_arrives_completely(
    desk: Desk, targets: dict[str, Target], office: Office, name: str, method: DeliveryMethod
) -> None:
    office.typist.update(Delivery(method))
    target = targets[name].focus()
    target.clear()

    office.deliver(LONG)

    desk.wait_for(lambda: target.text() == LONG)


def test_a_stopped_terminal_gets_no_wrong_letters(
    desk: Desk, terminal: Xterm, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[bool] = []

    class CountedProgram(WindowProgram):
        @override
        def is_at_rest(self) -> bool:
            checks.append(super().is_at_rest())
            return checks[-1]

    monkeypatch.setattr(spare_keys, "WindowProgram", CountedProgram)
    office.typist.update(Delivery(DeliveryMethod.TYPE))
    with stopped(terminal.process):
        report = office.send(EVERYTHING, office.aim())
        # By then the keys of the first letters are pressed, and none has been read.
        desk.wait_for(lambda: len(checks) > 2)
        assert not any(checks)
        assert not report.is_there

    report.delivered()
    desk.wait_for(lambda: terminal.text() == EVERYTHING)


@pytest.mark.parametrize("layout", ["us", "fr"])
@pytest.mark.parametrize("method", [DeliveryMethod.AUTO, DeliveryMethod.TYPE])
def test_caps_lock_has_no_effect_and_stays_on(
    desk: Desk,
    field: Target,
    office: Office,
    person: Person,
    method: DeliveryMethod,
    layout: str,
) -> None:
    desk.keyboard(layout)
    office.typist.update(Delivery(method))
    person.tap("Caps_Lock")
    try:
        office.deliver("Été 2 Größe àÀ (x) Ж ж")
        desk.wait_for(lambda: field.text() == "Été 2 Größe àÀ (x) Ж ж")
        assert "Caps Lock:   on" in desk.run("xset", "q")
    finally:
        person.tap("Caps_Lock")


def test_texts_arrive_in_order(desk: Desk, field: Target, office: Office) -> None:
    reports = [office.send(f"{number}, ", office.aim()) for number in range(10)]

    assert {report.delivered().receipt for report in reports} == {Receipt.ARRIVED}
    desk.wait_for(lambda: field.text() == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ")


@pytest.mark.parametrize(
    ("name", "chord"),
    [
        ("gtk", PasteChord.SHIFT_INSERT),
        ("xterm", PasteChord.CTRL_SHIFT_V),
        ("qt", PasteChord.CTRL_V),
    ],
)
def test_the_users_paste_shortcut_is_pressed(
    desk: Desk, targets: dict[str, Target], office: Office, name: str, chord: PasteChord
) -> None:
    target = targets[name].focus()
    target.clear()
    rules = (PasteRule("mouse*", PasteChord.SHIFT_INSERT), PasteRule("*", chord))
    office.typist.update(Delivery(DeliveryMethod.PASTE, rules))

    office.deliver("pasted")

    desk.wait_for(lambda: target.text() == "pasted")


@pytest.mark.parametrize("key", ["Shift_L", "Control_R", "Alt_L", "Super_L"])
@pytest.mark.parametrize("method", [DeliveryMethod.AUTO, DeliveryMethod.TYPE])
def test_typing_waits_for_a_held_modifier(
    desk: Desk, field: Target, office: Office, person: Person, method: DeliveryMethod, key: str
) -> None:
    office.typist.update(Delivery(method))
    with person.holding(key):
        report = office.send("Held", office.aim())
        desk.wait_for(lambda: office.n_questions > 2)
        assert not report.is_there
        assert not office.keys.n_strokes

    report.delivered()
    desk.wait_for(lambda: field.text() == "Held")


@pytest.mark.parametrize("method", DeliveryMethod)
def test_a_text_is_delivered_although_the_next_take_begins(
    desk: Desk, field: Target, office: Office, method: DeliveryMethod
) -> None:
    office.typist.update(Delivery(method))
    # The hotkey is up at first, then down for a while, then up again.
    answers = iter([False, True, True, True])
    office.hotkey_is_down = lambda: next(answers, False)
    office.deliver("Hello")
    assert next(answers, None) is None
    desk.wait_for(lambda: field.text() == "Hello")


@pytest.mark.own_limits("x11_delivery")
@pytest.mark.parametrize("name", NAMES)
def test_a_modifier_pressed_just_before_the_shortcut_costs_no_text(
    desk: Desk, targets: dict[str, Target], office: Office, person: Person, name: str
) -> None:
    target = targets[name].focus()
    target.clear()
    with _in_the_way(office, lambda: person.down("Control_R"), lambda: person.up("Control_R")):
        delivered = office.deliver("Once")

    assert delivered.receipt is Receipt.ARRIVED
    desk.wait_for(lambda: target.text() == "Once")


@pytest.mark.own_limits("x11_delivery")
def test_a_grabbed_key_pressed_just_before_the_shortcut_costs_no_text(
    desk: Desk, field: Target, office: Office, person: Person
) -> None:
    grabs = Display(desk.environment["DISPLAY"])
    grabs.screen().root.grab_key(
        person.keycode("F9"),
        X.AnyModifier,
        owner_events=False,
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
    )
    grabs.sync()

    def let_go() -> None:
        person.up("F9")
        grabs.ungrab_keyboard(X.CurrentTime)
        grabs.sync()

    with _in_the_way(office, lambda: person.down("F9"), let_go):
        delivered = office.deliver("Once")
    grabs.close()

    assert delivered.receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "Once")


def test_a_key_pressed_while_text_is_typed_is_told(
    field: Target, office: Office, person: Person
) -> None:
    office.typist.update(Delivery(DeliveryMethod.TYPE))
    office.keys.before_the_first = lambda: person.down("Shift_R")

    delivered = office.deliver("1")
    person.up("Shift_R")

    assert delivered.receipt is Receipt.SENT
    assert "check whether it is complete" in delivered.detail


def test_typing_waits_for_the_hotkey(desk: Desk, field: Target, office: Office) -> None:
    is_down = True
    office.hotkey_is_down = lambda: is_down
    report = office.send("After the next take", office.aim())
    desk.wait_for(lambda: office.n_questions > 2)
    assert not report.is_there

    is_down = False

    assert report.delivered().receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "After the next take")


@pytest.mark.parametrize("method", [DeliveryMethod.AUTO, DeliveryMethod.TYPE])
def test_no_key_stays_down_and_every_stroke_is_recorded(
    field: Target, desk: Desk, office: Office, method: DeliveryMethod
) -> None:
    office.typist.update(Delivery(method))
    office.deliver("Größe ЖЖ €")
    desk.wait_for(lambda: field.text() == "Größe ЖЖ €")

    display = Display()
    down = display.query_keymap()
    display.close()
    assert not any(down)
    assert office.keys.n_strokes > 0
    assert not any(office.keys.balance.values())


def test_lent_keys_are_reused_by_the_next_text(
    desk: Desk, field: Target, office: Office
) -> None:
    office.typist.update(Delivery(DeliveryMethod.TYPE))
    texts = ["Съешь ещё этих мягких французских булок, ", "да выпей же чаю. ", "日本語"]

    reports = [office.send(text, office.aim()) for text in texts]

    assert {report.delivered().receipt for report in reports} == {Receipt.SENT}
    desk.wait_for(lambda: field.text() == "".join(texts))


def test_lent_keys_are_cleared(field: Target, desk: Desk, office: Office) -> None:
    def keyboard() -> str:
        return desk.run("xmodmap", "-pke")

    before = keyboard()
    office.typist.update(Delivery(DeliveryMethod.TYPE))

    office.deliver("Жук")

    desk.wait_for(lambda: field.text() == "Жук")
    desk.wait_for(lambda: keyboard() == before)


def test_lent_keys_are_cleared_at_shutdown(
    field: Target, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.move_in(monkeypatch)
    before = desk.run("xmodmap", "-pke")

    with opened_office(Delivery(DeliveryMethod.TYPE)) as office:
        office.deliver("Жук")

    assert desk.run("xmodmap", "-pke") == before
    desk.wait_for(lambda: field.text() == "Жук")


def test_text_that_caps_lock_would_change_is_not_typed(
    desk: Desk, field: Target, office: Office, person: Person
) -> None:
    office.typist.update(Delivery(DeliveryMethod.TYPE))
    person.tap("Caps_Lock")
    try:
        delivered = office.deliver("of all letters ǆ has no key")
    finally:
        person.tap("Caps_Lock")

    assert delivered.receipt is Receipt.IN_CLIPBOARD
    assert "cannot type all of the text" in delivered.detail
    assert Clipboard(desk).read() == "of all letters ǆ has no key".encode()
    assert field.text() == ""
