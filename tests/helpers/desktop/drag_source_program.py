"""A window to drag files from: ``python drag_source_program.py TITLE WELCOME FILE...``.

Creates the file WELCOME when a window under the pointer accepts the FILEs.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from typing_extensions import override


class DragSource(QLabel):
    """Drops its files wherever the mouse button is released."""

    def __init__(self, title: str, welcome: Path, files: list[str]) -> None:
        super().__init__("drag from here")
        self._welcome = welcome
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
        drag.actionChanged.connect(self._note_action)
        drag.exec(Qt.DropAction.CopyAction)

    def _note_action(self, action: Qt.DropAction) -> None:
        if action is Qt.DropAction.CopyAction:
            self._welcome.touch()


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    source = DragSource(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
    source.show()
    sys.exit(app.exec())
