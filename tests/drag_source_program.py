"""A window from which files can be dragged: ``python drag_source_program.py TITLE FILE...``."""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from typing_extensions import override


class DragSource(QLabel):
    """Hands its files over wherever the mouse lets go."""

    def __init__(self, title: str, files: list[str]) -> None:
        super().__init__("drag from here")
        self._files = files
        self.setWindowTitle(title)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setGeometry(20, 40, 200, 100)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    source = DragSource(sys.argv[1], sys.argv[2:])
    source.show()
    sys.exit(app.exec())
