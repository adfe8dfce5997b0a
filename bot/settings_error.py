"""What is raised where a setting cannot be used."""


class SettingsError(Exception):
    """A setting cannot be used; the message is one line that names the variable."""
