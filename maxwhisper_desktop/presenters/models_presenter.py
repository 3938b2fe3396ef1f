"""Connects the lists of models in the welcome and the settings to the models on this machine."""

from typing import Final

from PySide6.QtCore import QObject, Slot

from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.history import HistoryQuery
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter

N_MEASURED: Final = 200
"""Takes of the history that count as measurements."""


class ModelsPresenter(QObject):
    """Shows all lists the same. On the main thread."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._measured = HistoryQuery(limit=N_MEASURED)
        self._views: list[ModelGetter] = []
        self._engine: tuple[str | None, str | None] = (None, None)
        keeper = services.models
        keeper.fetched.connect(self._on_fetched)
        services.status.changed.connect(self._show_status)
        services.history.found.connect(self._on_found)

    def measure(self) -> None:
        """Look for models, with the takes of the history as measurements."""
        self._services.models.look()
        self._services.history.find(self._measured)

    def attach(self, view: ModelGetter) -> None:
        """Keep a list up to date, and do what its user asks for."""
        keeper = self._services.models
        view.model_requested.connect(keeper.get)
        view.download_cancelled.connect(keeper.cancel)
        view.removal_requested.connect(keeper.remove)
        keeper.progressed.connect(view.set_download)
        keeper.fetched.connect(view.end_download)
        keeper.failed.connect(view.fail_download)
        keeper.removed.connect(view.end_removal)
        keeper.not_removed.connect(view.fail_removal)
        self._views.append(view)
        self._mark(view)
        keeper.changed.connect(view.set_shelf)
        if keeper.shelf is not None:
            view.set_shelf(keeper.shelf)

    @Slot(object)
    def show_choice(self, _: Settings) -> None:
        """Mark the model that the settings choose."""
        for view in self._views:
            self._mark(view)

    def _mark(self, view: ModelGetter) -> None:
        view.set_in_use(self._engine[0], self._services.settings.recognition.model)

    @Slot(object)
    def _show_status(self, status: AppStatus) -> None:
        engine = (status.model, status.device)
        if engine == self._engine:
            return
        self._engine = engine
        for view in self._views:
            self._mark(view)
        # The device of a loaded model tells whether a graphics card computes.
        self._services.models.look()

    @Slot(str)
    def _on_fetched(self, name: str) -> None:
        services = self._services
        if services.status.status.model is None and services.settings.recognition.model in {
            None,
            name,
        }:
            services.load_model()

    @Slot(object, object)
    def _on_found(self, search: HistoryQuery, takes: list[TakeRecord]) -> None:
        if search is self._measured:
            self._services.models.note_takes(takes)
            self._services.models.look()
