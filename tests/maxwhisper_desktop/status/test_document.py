"""The status as a JSON document."""

from dataclasses import replace

import pytest
from samples.take_samples import sample_status, sample_take

from engine.transcript import Headway
from maxwhisper_desktop.status.document import status_document


@pytest.mark.parametrize(
    ("headway", "shown"),
    [
        (None, None),
        (
            Headway(n_passes=2, n_windows_kept=1, cpu_s=0.5, is_whole=True),
            {
                "n_passes": 2,
                "n_drafted": 0,
                "n_accepted": 0,
                "n_windows_kept": 1,
                "cpu_s": 0.5,
                "is_whole": True,
            },
        ),
    ],
)
def test_the_last_take_tells_what_was_recognised_while_it_was_spoken(
    headway: Headway | None, shown: object
) -> None:
    status = replace(sample_status(), last=replace(sample_take(), headway=headway))
    last = status_document(status)["last"]
    assert isinstance(last, dict)
    assert last["headway"] == shown
