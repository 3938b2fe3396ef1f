"""A program that shows all the app's windows, in each of their states, until its input ends."""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication
from ui.ui_pictures import all_windows

app = QApplication(sys.argv[:1])
app.setQuitOnLastWindowClosed(False)
windows = all_windows()
for title, window in windows:
    window.setObjectName(title)
    window.show()
QApplication.processEvents()
sys.stdout.write(f"{len(windows)}\n")
sys.stdout.flush()
end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
end.activated.connect(app.quit)
app.exec()
