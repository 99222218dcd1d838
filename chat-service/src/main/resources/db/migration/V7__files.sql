-- What is known of a file; its bytes are in the storage, under its id.
CREATE TABLE file (
  id              uuid        PRIMARY KEY,
  owner_id        uuid        NOT NULL REFERENCES account,
  conversation_id uuid        REFERENCES conversation,
  message_id      uuid        REFERENCES message,
  name            text        NOT NULL,
  content_type    text        NOT NULL,
  size            bigint      NOT NULL,
  sha256          bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  CHECK (message_id IS NULL OR conversation_id IS NOT NULL)
);
CREATE INDEX file_conversation ON file (conversation_id, id);
CREATE INDEX file_owner ON file (owner_id, id);
CREATE INDEX file_message ON file (message_id, id) WHERE message_id IS NOT NULL;

-- Bytes that belong to no file: not yet, while they are still coming, or not any more. Written before
-- the bytes are, so that no crash leaves any that nobody knows of.
CREATE TABLE file_leftover (
  file_id  uuid        PRIMARY KEY,
  due_at   timestamptz NOT NULL,
  attempts integer     NOT NULL DEFAULT 0
);
CREATE INDEX file_leftover_due ON file_leftover (due_at);
