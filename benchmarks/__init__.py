"""Claims about speed: each module prints one table and the ratio to named peers, measured in the same run."""
