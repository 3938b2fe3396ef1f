"""The queue of files as a table of names and progress."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from maxwhisper_desktop.files.queue import FileJob, JobState
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.words.time_words import place_words, time_left_words

JOB_ROLE: Final = Qt.ItemDataRole.UserRole
"""The ``FileJob`` of a row."""
_PERCENT: Final = 100
_BAR_CHARACTERS: Final = 8
"""Width of a progress bar."""
_GROOVE: Final = 0.25
"""How much of the text's colour the part of a bar has that is still to come."""

_Index: TypeAlias = QModelIndex | QPersistentModelIndex


class FilesTable(QAbstractTableModel):
    """Columns: file name, progress."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: tuple[FileJob, ...] = ()

    @property
    def jobs(self) -> tuple[FileJob, ...]:
        """All files, in order."""
        return self._jobs

    def show_jobs(self, jobs: Sequence[FileJob]) -> bool:
        """Show these; return whether they are the same files in the same order as before."""
        is_same = [job.number for job in jobs] == [job.number for job in self._jobs]
        if not is_same:
            self.beginResetModel()
            self._jobs = tuple(jobs)
            self.endResetModel()
            return False
        old, self._jobs = self._jobs, tuple(jobs)
        for row, (before, now) in enumerate(zip(old, jobs, strict=True)):
            if before is not now:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        return True

    def row_of(self, number: int) -> int | None:
        """Return a file's row, or None if it is not in the table."""
        rows = enumerate(self._jobs)
        return next((row for row, job in rows if job.number == number), None)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._jobs)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else 2

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Progress"))[section]
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        job = self._jobs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return job.path.name if index.column() == 0 else self._progress(job)
            case Qt.ItemDataRole.ToolTipRole:
                return said(job.problem) or str(job.path)
            case _ if role == JOB_ROLE:
                return job
            case _:
                return None

    def _progress(self, job: FileJob) -> str:
        match job.state:
            case JobState.WAITING:
                return self.tr("Waiting")
            case JobState.RUNNING:
                done = percent_done(job)
                return self._before_percents(job) if done is None else _share(job, done)
            case JobState.DONE:
                return self.tr("Done, incomplete") if job.problem else self.tr("Done")
            case JobState.FAILED:
                return self.tr("Nothing found") if job.is_folder else self.tr("Failed")
            case JobState.CANCELLED:
                return self.tr("Cancelled")

    def _before_percents(self, job: FileJob) -> str:
        """Return the progress of a file whose length is unknown."""
        if job.resumed_s is not None and job.done_s == job.resumed_s:
            return self.tr("Goes on at %1").replace("%1", place_words(job.resumed_s))
        if job.done_s:
            return self.tr("At %1").replace("%1", place_words(job.done_s))
        return self.tr("Reading the file")


class ProgressDelegate(QStyledItemDelegate):
    """Draws a progress bar before the text of the running file."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        is_bar = _running_percent(index) is not None
        return size + QSize(_bar_width(option) + _gap(option), 0) if is_bar else size

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        done = _running_percent(index)
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        words = row.text
        row.text = "" if done is not None else words
        row.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget
        )
        if done is None:
            return
        is_selected = bool(row.state & QStyle.StateFlag.State_Selected)
        roles, height = QPalette.ColorRole, row.fontMetrics.height() * 0.5
        ink = row.palette.color(roles.HighlightedText if is_selected else roles.Text)
        fill = ink if is_selected else row.palette.color(roles.Highlight)
        groove = QColor(ink)
        groove.setAlphaF(_GROOVE)
        bar = QRectF(row.rect.left() + 3, 0, _bar_width(row), height)
        bar.moveTop(row.rect.center().y() - height / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(groove)
        painter.drawRoundedRect(bar, height / 2, height / 2)
        bar.setWidth(max(bar.width() * done / _PERCENT, height))
        painter.setBrush(fill)
        painter.drawRoundedRect(bar, height / 2, height / 2)
        painter.setPen(ink)
        beside = row.rect.adjusted(_bar_width(row) + _gap(row), 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _bar_width(option: QStyleOptionViewItem) -> int:
    return option.fontMetrics.averageCharWidth() * _BAR_CHARACTERS


def _gap(option: QStyleOptionViewItem) -> int:
    return option.fontMetrics.averageCharWidth() * 2


def _running_percent(index: _Index) -> int | None:
    job = index.data(JOB_ROLE)
    return percent_done(job) if job.state is JobState.RUNNING else None


def _share(job: FileJob, percent: int) -> str:
    share = f"{percent}\u2009%"
    return share if job.left_s is None else f"{share} \u00b7 {time_left_words(job.left_s)}"


def percent_done(job: FileJob) -> int | None:
    """Return a file's progress; None while its length is unknown."""
    if not job.duration_s:
        return None
    return min(round(_PERCENT * job.done_s / job.duration_s), _PERCENT)
