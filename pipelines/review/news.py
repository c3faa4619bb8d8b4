"""What a review tells whoever watches it.

Belongs here: the listener, which needs nothing else, so that the command line starts at once.
"""

from __future__ import annotations


class ReviewListener:
    """Listens to a review and does nothing; derive from it and override what you want to show."""

    def rules_wanted(self, *, must_be_made: bool) -> None:
        """Hear that the rules are loaded, or made first (half a minute, once until they change)."""

    def page_read(self, file_name: str, page_no: int, page_count: int) -> None:
        """Hear that a page is done."""

    def rule_applied(self, name: str, number: int, count: int) -> None:
        """Hear that a model of the rules is done."""
