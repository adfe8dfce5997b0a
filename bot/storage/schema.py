"""The tables, as the list of changes that lead to them: `PRAGMA user_version` counts those made."""

MIGRATIONS = (
    """
    CREATE TABLE conversations (
        channel TEXT NOT NULL,
        chat    TEXT NOT NULL,
        state   TEXT NOT NULL,      -- versioned JSON, written and read by bot.dialogue.Conversation
        updated TEXT NOT NULL,
        PRIMARY KEY (channel, chat)
    ) WITHOUT ROWID;

    CREATE TABLE claims (           -- a row for each message: a high-water mark would drop latecomers
        channel    TEXT NOT NULL,
        message_id TEXT NOT NULL,
        at         TEXT NOT NULL,
        PRIMARY KEY (channel, message_id)
    ) WITHOUT ROWID;

    CREATE TABLE outbox (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: a sender may still hold an old one
        channel  TEXT NOT NULL,
        chat     TEXT NOT NULL,
        reply    TEXT NOT NULL,
        shown_in TEXT NOT NULL,
        created  TEXT NOT NULL,
        sent_at  TEXT,
        outcome  TEXT
    );
    CREATE INDEX outbox_unsent ON outbox (channel, chat, id) WHERE sent_at IS NULL;
    CREATE INDEX outbox_of_chat ON outbox (channel, chat);

    CREATE TABLE events (           -- no chat, on purpose
        at    TEXT NOT NULL,
        name  TEXT NOT NULL,
        about TEXT NOT NULL
    );
    CREATE INDEX events_by_time ON events (at);

    CREATE TABLE failures (
        at        TEXT NOT NULL,
        channel   TEXT NOT NULL,
        chat      TEXT NOT NULL,
        message   TEXT NOT NULL,
        traceback TEXT NOT NULL
    );
    CREATE INDEX failures_of_chat ON failures (channel, chat);
    """,
)
