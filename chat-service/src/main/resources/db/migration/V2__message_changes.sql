-- What was said before an edit is kept; a deleted message leaves its number and nothing else.
ALTER TABLE message
  ADD COLUMN version    integer NOT NULL DEFAULT 1,
  ADD COLUMN mentions   uuid[]  NOT NULL DEFAULT '{}',
  ADD COLUMN edited_at  timestamptz,
  ADD COLUMN deleted_at timestamptz;

CREATE TABLE message_version (
  message_id uuid        NOT NULL REFERENCES message ON DELETE CASCADE,
  version    integer     NOT NULL,
  content    text        NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (message_id, version)
);

CREATE TABLE reaction (
  message_id uuid        NOT NULL REFERENCES message ON DELETE CASCADE,
  emoji      text        NOT NULL,
  user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (message_id, emoji, user_id)
);
CREATE INDEX reaction_user ON reaction (user_id);

-- How far somebody has read; what is unread is the difference to conversation.last_seq.
CREATE TABLE read_marker (
  conversation_id uuid   NOT NULL REFERENCES conversation ON DELETE CASCADE,
  user_id         uuid   NOT NULL REFERENCES account ON DELETE CASCADE,
  seq             bigint NOT NULL,
  PRIMARY KEY (conversation_id, user_id)
) WITH (fillfactor = 80);
CREATE INDEX read_marker_user ON read_marker (user_id);
