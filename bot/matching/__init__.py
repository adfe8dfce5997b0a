"""Facts of an enterprise go in; findings with reasons come out, and which fact to ask next.

Pure: nothing here reads a clock, a file or a setting, and only `Matcher` says what is eligible.
"""

from bot.matching.as_json import finding_json, matched_json, result_json
from bot.matching.check import check
from bot.matching.finding import Finding, Reason, Status
from bot.matching.match import Matcher, find
from bot.matching.profile import UNKNOWN, WONT_SAY, Profile, ProfileError, implied_by, make_profile, read_profile
from bot.matching.questions import Question, open_questions

__all__ = [
    "UNKNOWN",
    "WONT_SAY",
    "Finding",
    "Matcher",
    "Profile",
    "ProfileError",
    "Question",
    "Reason",
    "Status",
    "check",
    "find",
    "finding_json",
    "implied_by",
    "make_profile",
    "matched_json",
    "open_questions",
    "read_profile",
    "result_json",
]
