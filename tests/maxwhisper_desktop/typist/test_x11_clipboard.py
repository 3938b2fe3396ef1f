"""The user's clipboard is borrowed and restored, whoever owns and requests it."""

import shutil
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from child_processes import stopped
from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import GtkField, QtField, TkField, Xterm
from desktop.typing_desk import Clipboard, Office, deaf_window, opened_office
from patience import PATIENCE_S
from Xlib.protocol.event import SelectionNotify, SelectionRequest
from Xlib.protocol.rq import Event

from maxwhisper_desktop.dictation.events import DeliveryFailed, Receipt
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.settings.settings import Delivery, DeliveryMethod
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist.borrowed_clipboard import BorrowedClipboard
from maxwhisper_desktop.typist.clipboard_forms import TEXT_TARGETS
from maxwhisper_desktop.typist.selection_reader import SelectionReader
from maxwhisper_desktop.typist.x11_link import XLink
from maxwhisper_desktop.typist.x11_typist import X11Typist

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.x11()


@pytest.fixture(scope="module")
def qt_field(desk: Desk) -> QtField:
    return QtField(desk).focus()


@pytest.fixture
def clipboard(desk: Desk) -> Clipboard:
    return Clipboard(desk)


def is_request(event: Event) -> bool:
    return isinstance(event, SelectionRequest)


def png(n_noise: int) -> bytes:
    """Return data that a clipboard takes for a picture, and that cannot be compressed."""
    noise = b"".join(zlib.crc32(n.to_bytes(4)).to_bytes(4) for n in range(n_noise))
    return b"\x89PNG\r\n\x1a\n" + noise


@pytest.mark.parametrize("size", [100, 200_000], ids=["small", "in pieces"])
def test_a_copied_picture_survives(
    desk: Desk, field: QtField, clipboard: Clipboard, office: Office, size: int
) -> None:
    picture = png(size)
    clipboard.fill(picture, "image/png")
    targets = clipboard.targets()

    office.deliver("spoken")

    desk.wait_for(lambda: clipboard.read("image/png") == picture)
    assert field.text() == "spoken"
    assert clipboard.targets() >= targets
    assert clipboard.read("UTF8_STRING") == b""


def test_both_selections_survive_several_texts(
    desk: Desk, field: QtField, clipboard: Clipboard, office: Office
) -> None:
    primary = Clipboard(desk, "primary")
    clipboard.fill("kopiert: ä".encode())
    primary.fill(b"marked")

    reports = [office.send(text, office.aim()) for text in ("one ", "two ", "three")]

    assert [report.delivered().receipt for report in reports] == [Receipt.ARRIVED] * 3
    desk.wait_for(lambda: clipboard.read() == "kopiert: ä".encode())
    desk.wait_for(primary.read)
    assert field.text() == "one two three"


def test_an_empty_clipboard_stays_empty(
    desk: Desk, field: QtField, clipboard: Clipboard, office: Office
) -> None:
    desk.stop(clipboard.fill(b"gone with its owner"))
    desk.wait_for(lambda: not clipboard.targets())

    office.deliver("spoken")

    desk.wait_for(lambda: not clipboard.targets())
    assert field.text() == "spoken"


def test_a_newer_copy_is_not_overwritten(
    desk: Desk, field: QtField, clipboard: Clipboard, office: Office
) -> None:
    clipboard.fill(b"old")
    office.deliver("spoken")

    clipboard.fill(b"new")
    # The next text proves that restoring the clipboard is over.
    office.deliver(" and more")

    desk.wait_for(lambda: clipboard.read() == b"new")
    desk.wait_for(lambda: field.text() == "spoken and more")


def test_what_is_copied_just_before_the_clipboard_is_borrowed_comes_back(
    desk: Desk, clipboard: Clipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.move_in(monkeypatch)
    link = XLink()
    borrowed = BorrowedClipboard(link)
    clipboard.fill(b"old")
    borrowed.save()
    clipboard.fill(b"new")

    assert borrowed.lend("spoken", frozenset(), with_primary=True)
    borrowed.give_back()

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(clipboard.read)
        assert link.wait(reading.done, PATIENCE_S, 0.01)
    assert reading.result() == b"new"
    link.close()


def test_restored_content_is_restored_after_a_second_text(
    desk: Desk, field: QtField, clipboard: Clipboard, office: Office
) -> None:
    program = clipboard.fill(b"old")
    office.deliver("spoken")
    desk.wait_for(lambda: program.poll() is not None)  # It has lost the clipboard to us.

    office.deliver(" twice")

    desk.wait_for(lambda: clipboard.read() == b"old")
    assert field.text() == "spoken twice"


def test_selected_text_is_replaced(desk: Desk, clipboard: Clipboard, office: Office) -> None:
    person = Person(desk)
    editor = GtkField(desk).focus()
    clipboard.fill(b"old")
    office.deliver("wrong")
    desk.wait_for(lambda: editor.text() == "wrong")
    with person.holding("Control_L"):
        person.tap("a")
    person.leave()
    # A busy editor marks it later; nobody speaks a sentence as fast.
    desk.wait_for(lambda: Clipboard(desk, "primary").read() == b"wrong")

    office.deliver("right")

    desk.wait_for(lambda: editor.text() == "right")
    desk.stop(editor.process)


def test_a_terminal_that_owns_the_primary_selection_pastes_the_text(
    desk: Desk, clipboard: Clipboard, office: Office
) -> None:
    clipboard.fill(b"old")
    terminal = Xterm(desk).focus()
    Clipboard(desk, "primary").fill(b"rm -rf marked")

    office.deliver("spoken")

    desk.wait_for(lambda: terminal.text() == "spoken")
    desk.stop(terminal.process)


@pytest.mark.own_limits("x11_delivery")
@pytest.mark.skipif(shutil.which("wish") is None, reason="Tk is not installed")
def test_tk_confirms_each_text_although_it_deletes_no_property(
    desk: Desk, clipboard: Clipboard, office: Office
) -> None:
    clipboard.fill(b"old")
    field = TkField(desk).focus()
    for text in ("one ", "two ", "three "):
        assert office.deliver(text).receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "one two three ")
    desk.wait_for(lambda: clipboard.read() == b"old")
    desk.stop(field.process)


@pytest.mark.own_limits("x11_delivery")
@pytest.mark.skipif(shutil.which("wish") is None, reason="Tk is not installed")
def test_tk_confirms_no_text_that_it_has_not_read(
    desk: Desk, clipboard: Clipboard, office: Office
) -> None:
    clipboard.fill(b"old")
    field = TkField(desk).focus()
    assert office.deliver("one").receipt is Receipt.ARRIVED
    with stopped(field.process):
        assert office.deliver("two").receipt is Receipt.IN_CLIPBOARD
    desk.stop(field.process)


def test_a_word_marked_in_a_terminal_of_an_unknown_name_is_not_pasted(
    desk: Desk, person: Person, clipboard: Clipboard, office: Office
) -> None:
    clipboard.fill(b"old")
    terminal = Xterm(desk, "dropdown", shown="marked").focus()
    x, y = terminal.corner
    primary = Clipboard(desk, "primary")

    def is_marked() -> bytes | None:
        for _ in range(2):  # On a busy machine, slower than a double click.
            person.click(x + 12, y + 8)
        return primary.read()

    desk.wait_for(is_marked)

    assert office.deliver("spoken").receipt is Receipt.ARRIVED

    desk.wait_for(lambda: terminal.text() == "spoken")
    desk.stop(terminal.process)


@pytest.mark.own_limits("x11_delivery")
def test_a_window_that_does_not_paste_leaves_the_text_in_the_clipboard(
    desk: Desk, clipboard: Clipboard, office: Office
) -> None:
    clipboard.fill(b"old")
    with deaf_window(desk):
        delivered = office.deliver("spoken")

    assert delivered.receipt is Receipt.IN_CLIPBOARD
    assert "paste it where you want it" in delivered.detail
    assert clipboard.read() == b"spoken"
    assert clipboard.read("x-kde-passwordManagerHint") == b"secret"
    office.typist.forget()
    desk.wait_for(lambda: clipboard.read() != b"spoken")


def test_clipboard_managers_are_not_told_a_lent_text(
    desk: Desk, clipboard: Clipboard, field: QtField, office: Office
) -> None:
    clipboard.fill(b"old")
    # While the window is stopped, the text stays in the clipboard and can be examined.
    with stopped(field.process):
        report = office.send("spoken", office.aim())
        desk.wait_for(lambda: clipboard.read("x-kde-passwordManagerHint") == b"secret")
        formats = clipboard.targets()
        texts = [clipboard.read(each) for each in TEXT_TARGETS]

    assert report.delivered().receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "spoken")
    # Some fill an empty clipboard with older content.
    assert formats >= {"TARGETS", "x-kde-passwordManagerHint"}
    assert formats.isdisjoint(TEXT_TARGETS)
    assert not any(texts)


@pytest.mark.own_limits("x11_delivery")
def test_a_text_that_did_not_arrive_may_be_read_by_all(
    desk: Desk, clipboard: Clipboard, field: QtField, office: Office
) -> None:
    clipboard.fill(b"old")
    with stopped(field.process):
        assert office.deliver("spoken").receipt is Receipt.IN_CLIPBOARD
        assert clipboard.read() == b"spoken"
    desk.wait_for(lambda: field.text() == "spoken")


@pytest.mark.own_limits("selection_reader")
@pytest.mark.parametrize(
    ("method", "receipt"),
    [(DeliveryMethod.AUTO, Receipt.SENT), (DeliveryMethod.PASTE, Receipt.ARRIVED)],
)
def test_a_clipboard_whose_owner_hangs_is_borrowed_only_if_pasting_was_chosen(
    desk: Desk,
    clipboard: Clipboard,
    field: QtField,
    office: Office,
    method: DeliveryMethod,
    receipt: Receipt,
) -> None:
    office.typist.update(Delivery(method))
    owner = clipboard.fill(b"out of reach")
    with stopped(owner):
        assert office.deliver("spoken").receipt is receipt
        desk.wait_for(lambda: field.text() == "spoken")
    if method is DeliveryMethod.AUTO:
        assert clipboard.read() == b"out of reach"


@pytest.mark.own_limits("selection_reader")
def test_a_clipboard_whose_owner_has_recovered_is_borrowed_again(
    desk: Desk, clipboard: Clipboard, field: QtField, office: Office
) -> None:
    owner = clipboard.fill(b"within reach again")
    with stopped(owner):
        assert office.deliver("typed ").receipt is Receipt.SENT
    assert office.deliver("pasted").receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "typed pasted")
    desk.wait_for(lambda: clipboard.read() == b"within reach again")


@pytest.mark.own_limits("selection_reader")
def test_a_clipboard_whose_hung_owner_has_ended_is_borrowed_again(
    desk: Desk, clipboard: Clipboard, field: QtField, office: Office
) -> None:
    owner = clipboard.fill(b"lost")
    with stopped(owner):
        assert office.deliver("typed ").receipt is Receipt.SENT
        desk.stop(owner, crash=True)
    desk.wait_for(lambda: not clipboard.targets())
    assert office.deliver("pasted").receipt is Receipt.ARRIVED
    desk.wait_for(lambda: field.text() == "typed pasted")


def test_a_text_left_in_the_clipboard_is_handed_to_the_clipboard_manager(
    desk: Desk, field: QtField, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.move_in(monkeypatch)
    assert not field.text()
    manager = XLink()
    name, clipboard_atom = manager.atom("CLIPBOARD_MANAGER"), manager.atom("CLIPBOARD")
    manager.window.set_selection_owner(name, manager.server_time())
    manager.display.sync()
    requests: list[Event] = []
    manager.listen(requests.append)
    office = Office(Delivery())
    take = office.aim()
    other = Xterm(desk).focus()
    assert office.send("kept", take).delivered().receipt is Receipt.IN_CLIPBOARD

    leaving = threading.Thread(target=office.typist.shut_down)
    leaving.start()
    assert manager.wait(lambda: any(is_request(event) for event in requests), PATIENCE_S)
    kept = SelectionReader(manager).read(clipboard_atom)
    (request,) = filter(is_request, requests)
    assert request.target == manager.atom("SAVE_TARGETS")
    answer = SelectionNotify(
        time=request.time,
        requestor=request.requestor,
        selection=name,
        target=request.target,
        property=request.property,
    )
    request.requestor.send_event(answer)
    manager.display.flush()
    leaving.join(PATIENCE_S)
    target = manager.atom("UTF8_STRING")
    manager.close()
    desk.stop(other.process)

    assert not leaving.is_alive()
    assert kept
    assert kept[target].data == b"kept"


def test_without_a_screen_delivery_fails_and_the_history_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Desk() as desk:
        desk.x11().move_in(monkeypatch)
        with opened_office(Delivery()) as office:
            desk.stop("Xvfb")

            lost = [office.send("spoken"), office.send("and more")]

            for awaited in lost:
                event = awaited.event()
                assert isinstance(event, DeliveryFailed)
                assert "only in the history" in event.detail
            assert office.typist.aim(7) is None


def test_no_display_is_a_typist_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(TypistError, match="no connection to the screen"):
        X11Typist(Delivery(), InjectedKeys())
