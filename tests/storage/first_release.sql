-- A database as the first release of Huiqi made it, with one chat in the middle of a conversation.
BEGIN TRANSACTION;
CREATE TABLE claims (           -- a row for each message: a high-water mark would drop latecomers
        channel    TEXT NOT NULL,
        message_id TEXT NOT NULL,
        at         TEXT NOT NULL,
        PRIMARY KEY (channel, message_id)
    ) WITHOUT ROWID;
INSERT INTO "claims" VALUES('telegram','870001','2026-11-20T08:00:00.000000+00:00');
INSERT INTO "claims" VALUES('telegram','870002','2026-11-20T08:00:00.000000+00:00');
CREATE TABLE conversations (
        channel TEXT NOT NULL,
        chat    TEXT NOT NULL,
        state   TEXT NOT NULL,      -- versioned JSON, written and read by bot.dialogue.Conversation
        updated TEXT NOT NULL,
        PRIMARY KEY (channel, chat)
    ) WITHOUT ROWID;
INSERT INTO "conversations" VALUES('telegram','700001','{"version":1,"answers":{"sector":"casting"},"skipped":[],"pending":"revenue","view":"","step":{},"thorough":false,"source":""}','2026-11-20T08:00:00.000000+00:00');
CREATE TABLE events (           -- no chat, on purpose
        at    TEXT NOT NULL,
        name  TEXT NOT NULL,
        about TEXT NOT NULL
    );
INSERT INTO "events" VALUES('2026-11-20T08:00:00.000000+00:00','started','{"source": "expo"}');
CREATE TABLE failures (
        at        TEXT NOT NULL,
        channel   TEXT NOT NULL,
        chat      TEXT NOT NULL,
        message   TEXT NOT NULL,
        traceback TEXT NOT NULL
    );
INSERT INTO "failures" VALUES('2026-11-20T08:00:00.000000+00:00','telegram','700001','{"channel": "telegram", "chat": "700001", "id": "870002", "text": "\u51fa\u9519", "choice": "", "shown_in": "", "source": ""}','Traceback
LookupError: x
');
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
INSERT INTO "outbox" VALUES(1,'telegram','700001','{"text": "\u60a8\u597d", "choices": [], "in_place": false}','','2026-11-20T08:00:00.000000+00:00','2026-11-20T08:00:00.000000+00:00','sent');
INSERT INTO "outbox" VALUES(2,'telegram','700001','{"text": "\u8425\u4e1a\u6536\u5165\uff1f", "choices": [["a", "\u4e0d\u6e05\u695a"]], "in_place": false}','','2026-11-20T08:00:00.000000+00:00',NULL,NULL);
CREATE INDEX outbox_unsent ON outbox (channel, chat, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_of_chat ON outbox (channel, chat);
CREATE INDEX events_by_time ON events (at);
CREATE INDEX failures_of_chat ON failures (channel, chat);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',2);
COMMIT;
PRAGMA user_version = 1;
