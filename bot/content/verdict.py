"""What a test on facts comes to."""

from enum import IntEnum


class Verdict(IntEnum):
    """Yes, no or unknown; no has two shades that only the date makes.

    The order makes `all` the least and `any` the greatest of its parts, so that a known no settles `all`
    and a known yes settles `any` (Kleene's logic): everything below UNKNOWN is a settled no.
    """

    NO = 0
    """It does not hold."""
    LAPSED = 1
    """It would hold, but was achieved after the policy ended."""
    NOT_YET = 2
    """It would hold, but was achieved before the policy began."""
    UNKNOWN = 3
    """A fact is missing that can still settle it."""
    YES = 4
    """It holds."""
