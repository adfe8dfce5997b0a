"""What the service counts, for Prometheus at `/metrics`; docs/operations.md has the table. No label names a chat."""

from prometheus_client import Counter, Histogram

MESSAGES = Counter("huiqi_messages", "Messages, by channel and by what became of them", ["channel", "outcome"])
SECONDS = Histogram(
    "huiqi_message_seconds",
    "From a message to the commit of all it caused",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
REPLIES = Counter("huiqi_replies", "Replies, by channel and by how their sending ended", ["channel", "outcome"])
RELOADS = Counter("huiqi_reloads", "Readings of the content on SIGHUP, by how they ended", ["outcome"])
