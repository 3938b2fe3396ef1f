"""The settings as a TOML file that users may edit, and that tolerates mistakes.

A value that is not allowed counts as the default, and a line in the log says so. The app writes
only the keys that changed: comments, order and keys of other versions are kept. A key that is
not in the file has the default, which a later version may improve.
"""

import contextlib
import logging
import os
import re
import reprlib
import tempfile
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar, get_args

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from engine.errors import SaidError, os_reason
from engine.options import MAX_BEAM_SIZE, DeviceWish, Task
from engine.sentence import Sentence
from engine.writers.formats import FORMATS
from maxwhisper_desktop.settings.settings import (
    DeliveryMethod,
    LanguageRule,
    PasteChord,
    PasteRule,
    ProgramRule,
    ProgramWay,
    Settings,
    WhileSpeaking,
)
from maxwhisper_desktop.settings.values import (
    AnyKind,
    Entries,
    Kind,
    NotAllowedError,
    flag,
    line,
    one_of,
    passage,
    several,
    table_of,
    to_toml,
    whole_number,
    word,
)
from maxwhisper_desktop.text.wording import Replacement

log = logging.getLogger(__name__)

T = TypeVar("T")

_LANGUAGE: Final = word(r"[a-z]{2,3}", Sentence("a code such as en or de"))

SCHEMA: Final[Mapping[str, AnyKind]] = {
    "hotkey": word(
        r"\S|\S[^\x00-\x1f]{0,58}\S",
        Sentence("what is printed on a key, such as Right Ctrl or F13"),
    ),
    "microphone": line(200),
    "recognition.model": line(1000),
    "recognition.device": one_of(get_args(DeviceWish)),
    "recognition.languages": several(_LANGUAGE, 4),
    "recognition.task": one_of(Task),
    "recognition.prompt": passage(1000),
    "recognition.beam_size": whole_number(1, MAX_BEAM_SIZE),
    "recognition.while_speaking": one_of(WhileSpeaking),
    "recognition.unload_after_minutes": whole_number(1, 1440),
    "recognition.languages_by_program": Entries(line(200), _LANGUAGE, LanguageRule),
    "text.vocabulary": several(line(100), 500),
    "text.replacements": Entries(line(200), passage(5000), Replacement),
    "text.spoken_punctuation": flag(),
    "text.leading_space": flag(),
    "text.sentence_case": flag(),
    "delivery.method": one_of(DeliveryMethod),
    "delivery.paste_chords": Entries(line(200), one_of(PasteChord), PasteRule),
    "delivery.by_program": Entries(line(200), one_of(ProgramWay), ProgramRule),
    "history.keep_texts": flag(),
    "history.keep_audio": flag(),
    "history.max_age_days": whole_number(1, 3650),
    "history.limit_mb": whole_number(10, 1_000_000),
    "history.encrypted": flag(),
    "files.format": one_of(FORMATS),
    "files.word_timestamps": flag(),
    "presence.autostart": flag(),
    "presence.overlay": flag(),
    "presence.live_text": flag(),
    "presence.sounds": flag(),
    "presence.pause_media": flag(),
    "panel.stage_times": flag(),
}
"""Every setting by its key in the file. A setting that may be None is None if its key is
absent."""

GROUPS: Final = frozenset(key.partition(".")[0] for key in SCHEMA if "." in key)

A_TABLE: Final = Sentence("a table of settings")

Complain: TypeAlias = Callable[[str, object, Sentence], None]
"""Called with the key, the value, and what is allowed."""


class SettingsError(SaidError):
    """Settings that cannot be saved; the sentence says why."""


def _warn(sentence: Sentence) -> None:
    log.warning("%s", sentence)


def read_settings(file: Path, tell: Callable[[Sentence], None] = _warn) -> Settings:
    """Return the user's settings: those in the file, otherwise the defaults.

    Args:
        file: A TOML file, which need not exist.
        tell: Called with a sentence for each ignored part of it, which is kept.
    """
    try:
        document = tomllib.loads(_text(file))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        tell(
            Sentence(
                "{file} cannot be read ({reason}), so the defaults are used.",
                file=file,
                reason=os_reason(error),
            )
        )
        return Settings()
    except (ValueError, RecursionError) as error:  # Not TOML, or not UTF-8.
        tell(_invalid(file, error))
        return Settings()

    def complain(key: str, value: object, allowed: Sentence) -> None:
        shown = reprlib.repr(value)
        tell(
            Sentence(
                "{file}: {setting} = {value} is not allowed, so the default is used; allowed: "
                "{allowed}.",
                file=file,
                setting=key,
                value=shown,
                allowed=allowed,
            )
        )

    for key in _unknown_keys(document):
        log.warning("%s: unknown setting %s is ignored and kept", file, key)
    return settings_from(document, complain)


def _invalid(file: Path, error: Exception) -> Sentence:
    if (place := re.search(r"at line (\d+)", str(error))) is None:
        return Sentence("{file} is not valid TOML, so the defaults are used.", file=file)
    return Sentence(
        "{file} is not valid TOML, so the defaults are used; look at line {line}.",
        file=file,
        line=int(place[1]),
    )


def settings_from(document: Mapping[str, object], complain: Complain) -> Settings:
    """Return the settings of a TOML document; call ``complain`` for each value not allowed."""
    for group in GROUPS & document.keys():
        if not isinstance(document[group], Mapping):
            complain(group, document[group], A_TABLE)
    found: dict[str, dict[str, object]] = {}
    for key, kind in SCHEMA.items():
        group, _, name = key.rpartition(".")
        table = document.get(group) if group else document
        if isinstance(table, Mapping) and name in table:
            with contextlib.suppress(NotAllowedError):
                value = _read(key, table[name], kind, complain)
                found.setdefault(group, {})[name] = value
    settings = Settings()
    own = found.pop("", {})
    groups = {name: _with(getattr(settings, name), found[name]) for name in found}
    return _with(settings, own | groups)


def make_private(file: Path) -> None:
    """Let only the user read the settings: prompt and vocabulary may tell what is dictated."""
    with contextlib.suppress(OSError):  # It need not exist, or may belong to someone else.
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)


def write_settings(file: Path, new: Settings, old: Settings) -> Settings:
    """Save what differs in ``new``, and return the file's settings afterwards.

    Changes made by hand since ``old`` was read are kept and returned. A file that is not TOML
    is first renamed to ``settings.toml.broken-1``, or the next free number.

    Raises:
        SettingsError: A value is not allowed, or the file cannot be written.
    """
    try:
        file = file.resolve()  # A symbolic link, as into a dotfiles folder, stays one.
        content, is_broken = _editable(file)
        # Without a readable file, everything must be written that differs from the defaults.
        since = Settings() if content is None else old
        changed = [key for key in SCHEMA if _get(new, key) != _get(since, key)]
        text, saved = _changed(_new_document() if content is None else content, changed, new)
        if changed:
            _replace(file, text.encode(), is_broken=is_broken)
    except OSError as error:
        raise SettingsError(
            Sentence("{file} cannot be written: {reason}", file=file, reason=os_reason(error))
        ) from error
    except (ValueError, TOMLKitError) as error:
        raise SettingsError(
            Sentence("{file} is laid out in a way that only you can change", file=file)
        ) from error
    return saved


def _read(key: str, value: object, kind: AnyKind, complain: Complain) -> object:
    if isinstance(kind, Kind):
        try:
            return kind.read(value)
        except NotAllowedError:
            complain(key, value, kind.allowed)
            raise
    if not isinstance(value, Mapping):
        complain(key, value, A_TABLE)
        raise NotAllowedError
    entries = []
    for name, right in value.items():
        # One bad entry does not affect the others.
        with contextlib.suppress(NotAllowedError):
            left = _read(f"{key} (left side)", name, kind.name, complain)
            entries.append(
                kind.entry(left, _read(f"{key}.{name}", right, kind.value, complain))
            )
    return tuple(entries)


def _unknown_keys(document: Mapping[str, object]) -> list[str]:
    unknown = [key for key in document if key not in SCHEMA and key not in GROUPS]
    for group in sorted(GROUPS & document.keys()):
        table = document[group]
        if isinstance(table, Mapping):
            unknown += [f"{group}.{name}" for name in table if f"{group}.{name}" not in SCHEMA]
    return unknown


def _with(settings: T, values: Mapping[str, Any]) -> T:
    # Not checked by types: the keys are the schema's, which a test compares with the fields.
    return replace(settings, **values)  # type: ignore[type-var]


def _get(settings: Settings, key: str) -> object:
    value: object = settings
    for name in key.split("."):
        value = getattr(value, name)
    return value


def _text(file: Path) -> str:
    """Return the file's text, without the byte order mark that some editors add."""
    return file.read_bytes().decode("utf-8-sig")


def _editable(file: Path) -> tuple[tomlkit.TOMLDocument | None, bool]:
    """Return the file's content for editing, if it exists, and whether it is not TOML."""
    try:
        text = _text(file)
        tomllib.loads(text)
        return tomlkit.parse(text), False
    except FileNotFoundError:
        return None, False
    except (ValueError, RecursionError, TOMLKitError):
        return None, True


def _new_document() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment("MaxWhisper's settings. Missing ones have their defaults."))
    return document


def _changed(
    document: tomlkit.TOMLDocument, keys: list[str], new: Settings
) -> tuple[str, Settings]:
    for key in keys:
        _put(document, key, _get(new, key))
    text = tomlkit.dumps(document)
    saved = settings_from(tomllib.loads(text), lambda *_: None)
    for key in keys:
        if _get(saved, key) != _get(new, key):
            raise SettingsError(
                Sentence(
                    "{setting} cannot be {value}",
                    setting=key,
                    value=reprlib.repr(_get(new, key)),
                )
            )
    return text, saved


def _put(document: tomlkit.TOMLDocument, key: str, setting: object) -> None:
    group, _, name = key.rpartition(".")
    table = _table(document, group) if group else document
    if setting is None:
        table.pop(name, None)
    elif isinstance(SCHEMA[key], Entries):
        _put_entries(table, name, table_of(setting))
    else:
        table[name] = to_toml(setting)


def _put_entries(
    table: MutableMapping[str, object], name: str, new: Mapping[str, object]
) -> None:
    """Change entries in place, keeping their comments, if the order allows it."""
    entries = _table(table, name)
    kept = [key for key in entries if key in new]
    if [*kept, *(key for key in new if key not in entries)] != list(new):
        del table[name]
        entries, kept = _table(table, name), []
    for key in [key for key in entries if key not in new]:
        del entries[key]
    for key, value in new.items():
        if key not in kept or entries[key] != value:
            entries[key] = value


def _table(parent: MutableMapping[str, object], name: str) -> MutableMapping[str, object]:
    if not isinstance(parent.get(name), MutableMapping):
        is_inline = isinstance(parent, InlineTable)  # In braces only inline tables are allowed.
        parent[name] = tomlkit.inline_table() if is_inline else tomlkit.table()
    table = parent[name]  # Not the object put there: the document holds its own.
    assert isinstance(table, MutableMapping)
    return table


def _replace(file: Path, content: bytes, *, is_broken: bool) -> None:
    """Replace the file's content atomically."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if is_broken:
            file.rename(_free_name(file))
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _free_name(file: Path) -> Path:
    names = (file.with_name(f"{file.name}.broken-{n}") for n in count(1))
    return next(name for name in names if not name.exists())
