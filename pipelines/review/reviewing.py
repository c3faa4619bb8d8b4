"""A review from file to answer: look, read, apply the rules, look at what accuses, in a folder that is gone afterwards.

Belongs here: the order of the steps and the news of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.contract import hand_over
from pipelines.contract.holds import Holds, write_holds
from pipelines.documents.verdicts import KEY_CHARS, Verdict, write_verdicts
from pipelines.reports.version import reading_version
from pipelines.review.answer import Review
from pipelines.review.answering import read_answer
from pipelines.review.evaluation import evaluate
from pipelines.review.kept import answer_key, find_answer, keep_answer
from pipelines.review.news import ReviewListener
from pipelines.review.reading import hash_of, look_at, read_subject
from pipelines.review.rulebook import is_ready, load_rulebook, rulebook_key, usual_cache_dir
from pipelines.settings import Settings
from pipelines.warehouse.accused_figures import accused_figures, kept_back_for, look_at_pages


def review(
    path: Path,
    also: Sequence[Path],
    settings: Settings,
    listener: ReviewListener | None = None,
    cache_dir: Path | None = None,
    verdicts: Sequence[Verdict] = (),
) -> Review:
    """Read ``path`` and the reports ``also`` read beside it, apply every rule, and return the answer.

    ``verdicts`` are what people decided on findings, of whatever reports; those on these reports are honoured.

    Raises ``NotReadableError`` for a file that cannot be reviewed, ``DbtError`` or ``RuleError`` if the rules cannot be
    applied. Nothing outside a temporary folder and this user's cache is written; a review made before is answered from there.
    """
    news = listener or ReviewListener()
    started = time.monotonic()
    root = cache_dir or usual_cache_dir()
    paths = list(dict.fromkeys((path.resolve(), *(other.resolve() for other in also))))
    files = [(item, hash_of(item)) for item in paths]
    own_keys = tuple(digest[:KEY_CHARS] for _, digest in files)
    judged = [verdict for verdict in verdicts if verdict.finding_key.startswith(own_keys)]
    key = answer_key(rulebook_key(settings), files, judged)
    kept = find_answer(root, key)
    if kept is not None:
        return replace(kept, seconds=time.monotonic() - started)
    subjects = [look_at(item) for item in paths]
    news.rules_wanted(must_be_made=not is_ready(settings, root))
    rulebook = load_rulebook(settings, root)
    with TemporaryDirectory(prefix="yusuan-review-") as name:
        folder = Path(name)
        own = replace(settings, warehouse_dir=folder)
        hand_over.prepare(own, reading_version())
        write_verdicts(own.hand_over_dir, judged)
        for subject in subjects:
            read_subject(subject, own, partial(news.page_read, subject.facts.file_name))
        apply = partial(evaluate, rulebook, settings.dbt_project_dir, own.hand_over_dir, folder, news.rule_applied)
        with closing(
            _shown(apply, own, {subject.facts.document_id: subject.path for subject in subjects})
        ) as connection:
            answer = read_answer(connection, subjects, judged, time.monotonic() - started)
    keep_answer(root, key, answer)
    return answer


def _shown(
    apply: Callable[[], duckdb.DuckDBPyConnection], own: Settings, paths: Mapping[str, Path]
) -> duckdb.DuckDBPyConnection:
    """Apply the rules until nobody is accused by a figure that the picture of its page contradicts: such is kept back first."""
    kept_back = Holds()
    while True:
        connection = apply()
        new = kept_back_for(look_at_pages(accused_figures(connection), paths.get)) - kept_back
        if not new:
            return connection
        connection.close()
        kept_back |= new
        write_holds(own, kept_back, made_by="review")
