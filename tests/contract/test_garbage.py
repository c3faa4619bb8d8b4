"""A process that collects rarely still collects."""

import gc

from pipelines.contract.garbage import COLLECT_AFTER, collect_rarely


def test_rarely_is_more_rarely_than_usual_and_not_never() -> None:
    usual = gc.get_threshold()
    try:
        collect_rarely()
        assert gc.get_threshold() == COLLECT_AFTER
        assert COLLECT_AFTER[0] > usual[0] > 0
        assert gc.isenabled()
    finally:
        gc.set_threshold(*usual)
