"""Text files of the user's: an older one is replaced by a complete one, or not at all."""

import resource
import subprocess
import sys
from pathlib import Path

from maxwhisper_desktop.files.text_files import replace_text


def test_an_older_result_survives_a_disk_that_is_full(tmp_path: Path) -> None:
    target = tmp_path / "text.txt"
    target.write_text("older")
    program = (
        "import sys; from pathlib import Path\n"
        f"from {replace_text.__module__} import replace_text\n"
        "try: replace_text(Path(sys.argv[1]), 'x' * 5000)\n"
        "except OSError as error: print(error.strerror)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "File too large"
    assert target.read_text() == "older"
    assert list(tmp_path.iterdir()) == [target]


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / f"{'n' * 251}.txt"
    replace_text(target, "text")
    assert target.read_text() == "text"
    assert list(tmp_path.iterdir()) == [target]
