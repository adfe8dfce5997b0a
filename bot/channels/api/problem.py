"""What is wrong with a request: a status and one line that says what to do."""

LONGEST = 500
"""Characters of the line; what was sent may stand in it."""


class Problem(Exception):  # noqa: N818 - an answer, not a fault of ours
    """Ends a request; ``headers`` go with the answer."""

    def __init__(self, status: int, line: str, **headers: str) -> None:
        one_line = " ".join(line.split())
        super().__init__(one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1] + "…")
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
