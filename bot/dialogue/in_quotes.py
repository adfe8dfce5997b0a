"""A name as it stands in a sentence or on a button."""


def in_quotes(name: str) -> str:
    """Put a name in quotation marks, unless it has some of its own: ``“年营收”``, ``“首登阶”决定``."""
    return name if "“" in name else f"“{name}”"
