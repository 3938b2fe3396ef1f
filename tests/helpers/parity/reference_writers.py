"""Writes transcripts with openai-whisper's own writers: what ours are held against.

    python tests/helpers/parity/reference_writers.py < REQUESTS

Runs in the environment that ``packaging/peers`` makes for openai-whisper. REQUESTS is a JSON list of
objects with ``extension``, ``result`` and ``options``; the answer is a list of what was written.
"""

import io
import json
import sys
from typing import Any

from whisper.utils import get_writer


def _written(request: dict[str, Any]) -> str:
    file = io.StringIO()
    writer = get_writer(request["extension"], ".")
    writer.write_result(request["result"], file, request["options"])
    return file.getvalue()


if __name__ == "__main__":
    json.dump([_written(request) for request in json.load(sys.stdin)], sys.stdout)
