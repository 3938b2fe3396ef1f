"""Every setting has a field in the dialog: it is shown, changed by the user, otherwise kept."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from PySide6.QtWidgets import QCheckBox, QSpinBox
from pytestqt.qtbot import QtBot
from samples.settings_samples import SETTINGS
from ui.settings_user import Change, add_pair, leaves, ok, pick, settings_dialog, tick, write
from ui.widget_search import named

from engine.options import Task
from maxwhisper_desktop.settings.settings import (
    Delivery,
    DeliveryMethod,
    Files,
    History,
    LanguageRule,
    Panel,
    PasteChord,
    PasteRule,
    Presence,
    ProgramRule,
    ProgramWay,
    Recognition,
    Settings,
    WhileSpeaking,
)
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement
from maxwhisper_desktop.ui.settings.dialog import SettingsDialog
from maxwhisper_desktop.ui.widgets.field_note import FieldNote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot: QtBot) -> SettingsDialog:
    dialog = settings_dialog()
    qtbot.addWidget(dialog)
    return dialog


OTHER = Settings(
    hotkey="F13",
    microphone="alsa_input.pci-0000",
    recognition=Recognition(
        model="tiny.en",
        device="cpu",
        languages=("de", "en"),
        task=Task.TRANSLATE,
        prompt="In full\nsentences.",
        beam_size=3,
        while_speaking=WhileSpeaking.ON,
        unload_after_minutes=5,
        languages_by_program=(LanguageRule("thunderbird", "de"),),
    ),
    text=TextRules(
        vocabulary=("Kubernetes",),
        replacements=(Replacement("btw", "by the way"),),
        spoken_punctuation=True,
        leading_space=False,
        sentence_case=False,
    ),
    delivery=Delivery(
        DeliveryMethod.PASTE,
        (PasteRule("emacs", PasteChord.SHIFT_INSERT),),
        (ProgramRule("keepassxc", ProgramWay.NEVER),),
    ),
    history=History(
        keep_texts=False, keep_audio=False, max_age_days=7, limit_mb=500, encrypted=True
    ),
    files=Files("srt", word_timestamps=True),
    presence=Presence(
        autostart=True, overlay=False, live_text=False, sounds=False, pause_media=True
    ),
    panel=Panel(stage_times=True),
)


def test_every_setting_is_shown_and_returned(dialog: SettingsDialog) -> None:
    defaults, others = leaves(Settings()), leaves(OTHER)
    same = [name for name in defaults if defaults[name] == others[name]]
    assert not same, "a sample of each setting is needed that is not its default"
    dialog.show_settings(OTHER)
    assert leaves(dialog.settings()) == others


@hypothesis_settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(settings=SETTINGS)
def test_untouched_settings_are_returned_unchanged(
    dialog: SettingsDialog, settings: Settings
) -> None:
    dialog.show_settings(settings)
    assert dialog.settings() == settings


def _encrypt(dialog: SettingsDialog) -> None:
    dialog.offer_encryption(is_possible=True)
    tick("Encrypt the history")(dialog)


def _remember_model_for_minutes(dialog: SettingsDialog) -> None:
    tick("Unload the model when not used for")(dialog)
    named(dialog, QSpinBox, "Minutes without use").setValue(7)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (pick("Key to hold", "F13"), {"hotkey": "F13"}),
        (pick("Microphone", "Yeti Stereo Microphone"), {"microphone": "alsa_input.usb-yeti"}),
        (pick("Model", "base.en"), {"recognition.model": "base.en"}),
        (pick("Device", "Processor"), {"recognition.device": "cpu"}),
        (pick("Language 1 of 4", "German (Deutsch)"), {"recognition.languages": ("de",)}),
        (
            pick("Output", "Translation into English"),
            {"recognition.task": Task.TRANSLATE},
        ),
        (
            pick("Thoroughness", "Thorough: fewer wrong words, about twice the time"),
            {"recognition.beam_size": 5},
        ),
        (
            pick("Recognise while you speak", "Never"),
            {"recognition.while_speaking": WhileSpeaking.OFF},
        ),
        (write("Prompt", "Dear all,"), {"recognition.prompt": "Dear all,"}),
        (_remember_model_for_minutes, {"recognition.unload_after_minutes": 7}),
        (
            write("Vocabulary, one term per line", "  Anna \n\nBob\nAnna"),
            {"text.vocabulary": ("Anna", "Bob")},
        ),
        (
            add_pair("Replacements", ("Recognised", "um")),
            {"text.replacements": (Replacement("um", ""),)},
        ),
        (tick("Spoken punctuation: “comma”, “new line”"), {"text.spoken_punctuation": True}),
        (
            tick("Insert a space between consecutive texts"),
            {"text.leading_space": False},
        ),
        (
            tick("Adapt capitals to the sentence"),
            {"text.sentence_case": False},
        ),
        (pick("Method", "Type, key by key"), {"delivery.method": DeliveryMethod.TYPE}),
        (
            add_pair("Paste shortcuts", ("Program", "kitty")),
            {"delivery.paste_chords": (PasteRule("kitty", PasteChord.CTRL_V),)},
        ),
        (tick("Keep typed texts"), {"history.keep_texts": False}),
        (pick("Delete after", "30 day(s)"), {"history.max_age_days": 30}),
        (tick("Keep recordings of typed texts"), {"history.keep_audio": False}),
        (
            lambda dialog: named(dialog, QSpinBox, "Space for recordings").setValue(900),
            {"history.limit_mb": 900},
        ),
        (_encrypt, {"history.encrypted": True}),
        (tick("Start at login"), {"presence.autostart": True}),
        (tick("Show a small window while recording"), {"presence.overlay": False}),
        (tick("Show the words while you speak"), {"presence.live_text": False}),
        (
            tick("Play a sound when recording starts, stops or fails"),
            {"presence.sounds": False},
        ),
        (tick("Pause music and videos while recording"), {"presence.pause_media": True}),
        (
            add_pair("What happens in specific programs", ("Program", "gimp")),
            {"delivery.by_program": (ProgramRule("gimp", ProgramWay.PASTE),)},
        ),
        (
            add_pair("Languages of specific programs", ("Program", "gimp")),
            {"recognition.languages_by_program": (LanguageRule("gimp", "af"),)},
        ),
    ],
)
def test_one_change_changes_one_setting(
    dialog: SettingsDialog,
    qtbot: QtBot,
    change: Change,
    expected: dict[str, object],
) -> None:
    change(dialog)
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        ok(dialog).click()
    assert leaves(changed.args[0]) == leaves(Settings()) | expected


def test_encryption_is_offered_only_where_a_keyring_can_keep_the_key(
    dialog: SettingsDialog,
) -> None:
    box = named(dialog, QCheckBox, "Encrypt the history")
    dialog.offer_encryption(is_possible=False)
    assert not box.isEnabled()
    notes = [note for note in dialog.findChildren(FieldNote) if "keyring" in note.text()]
    assert [note.isHidden() for note in notes] == [False]
    dialog.offer_encryption(is_possible=True)
    assert box.isEnabled()
    dialog.show_settings(OTHER)
    dialog.offer_encryption(is_possible=False)
    assert box.isEnabled(), "what is encrypted may be decrypted"
