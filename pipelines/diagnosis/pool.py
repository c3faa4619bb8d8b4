"""What has been proposed, remembered from round to round: only what a chosen explanation touched is made and tried anew.

Belongs here: which proposals are still as they were. A proposal has sponsors, the failing checks (or sums, or tables) it
would help; it goes when the last of them does, and is tried again when a check of one of its figures is not what it was.
So a round costs what its explanation touched, and the rounds together about the number of failing checks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.trial import Failure, Outcome, Proposal, try_proposal

#: Two proposals of the same key are the same one.
Key = Hashable
Keyed = tuple[Key, Proposal]
Sponsor = TypeVar("Sponsor", bound=Hashable)


@dataclass(frozen=True, slots=True)
class News:
    """What the last explanation changed: figures, the checks they take part in, and every figure of those."""

    figures: frozenset[int]
    checks: frozenset[int]
    #: Figures whose explanations may have another effect than before.
    stale: frozenset[int]


class Pool(Generic[Sponsor]):
    """Proposals of one family by key, with their effects."""

    def __init__(self, ledger: Ledger, propose: Callable[[Sponsor], Iterable[Keyed]]) -> None:
        """``propose`` gives what a sponsor puts forward as things stand; it must close something of that sponsor's."""
        self._ledger = ledger
        self._propose = propose
        self._proposals: dict[Key, Proposal] = {}
        self._sponsors: dict[Key, set[Sponsor]] = {}
        self._keys_of: dict[Sponsor, set[Key]] = {}
        self._keys_by_figure: dict[int, set[Key]] = {}
        self._outcomes: dict[Key, Outcome] = {}
        self._failures: dict[Key, Failure] = {}

    def outcomes(self) -> Iterable[Outcome]:
        """Every remembered proposal that closes something and breaks nothing."""
        return self._outcomes.values()

    def renew(self, sponsors: Iterable[Sponsor], news: News | None = None) -> None:
        """Ask these sponsors anew (those that have nothing to say any more, too), and try again what is stale."""
        again: set[Key] = set()
        if news is not None:
            stale = {key for figure in news.stale for key in self._keys_by_figure.get(figure, ())}
            again = {key for key in stale if key not in self._failures or not self._failures[key].stands(news.checks)}
        for sponsor in sponsors:
            self._withdraw(sponsor)
            again.update(self._enter(sponsor))
        for key in again & self._proposals.keys():
            result = try_proposal(self._ledger, self._proposals[key])
            if isinstance(result, Outcome):
                self._failures.pop(key, None)
                self._outcomes[key] = result
            else:
                self._outcomes.pop(key, None)
                self._failures[key] = result

    def _enter(self, sponsor: Sponsor) -> Iterator[Key]:
        keys = self._keys_of.setdefault(sponsor, set())
        for key, proposal in self._propose(sponsor):
            known = self._proposals.get(key)
            if known is not None and known.order < proposal.order:
                proposal = replace(proposal, order=known.order)
            self._proposals[key] = proposal
            for figure in proposal.changes:
                self._keys_by_figure.setdefault(figure, set()).add(key)
            self._sponsors.setdefault(key, set()).add(sponsor)
            keys.add(key)
            yield key

    def _withdraw(self, sponsor: Sponsor) -> None:
        for key in self._keys_of.pop(sponsor, ()):
            sponsors = self._sponsors[key]
            sponsors.discard(sponsor)
            if not sponsors:
                del self._sponsors[key]
                self._outcomes.pop(key, None)
                self._failures.pop(key, None)
                for figure in self._proposals.pop(key).changes:
                    self._keys_by_figure[figure].discard(key)
