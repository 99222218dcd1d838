-- Settings that differ from what the program says.
CREATE TABLE setting (
  key        text        PRIMARY KEY,
  value      jsonb       NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid        NOT NULL
);

CREATE TABLE character (
  id         uuid        PRIMARY KEY,
  name       text        NOT NULL,
  label      text        NOT NULL,
  persona    text        NOT NULL,
  greeting   text        NOT NULL,
  active     boolean     NOT NULL DEFAULT true,
  owner_id   uuid        NOT NULL REFERENCES account,
  metadata   jsonb       NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX character_label_name ON character (label, name);
CREATE INDEX character_owner ON character (owner_id);

ALTER TABLE conversation ADD COLUMN character_id uuid REFERENCES character;
CREATE INDEX conversation_character ON conversation (character_id) WHERE character_id IS NOT NULL;
-- A post writes the conversation's row anew, and with it an entry in each of its indexes: those
-- without metadata, which are most, are left out of the costly one.
CREATE INDEX conversation_metadata ON conversation USING gin (metadata jsonb_path_ops)
  WHERE metadata <> '{}';

-- "C": found by how they begin, whatever the database's language
CREATE TABLE conversation_tag (
  conversation_id uuid             NOT NULL REFERENCES conversation ON DELETE CASCADE,
  tag             text COLLATE "C" NOT NULL,
  PRIMARY KEY (conversation_id, tag)
);
CREATE INDEX conversation_tag_tag ON conversation_tag (tag, conversation_id);

CREATE TABLE message_tag (
  message_id      uuid             NOT NULL REFERENCES message ON DELETE CASCADE,
  tag             text COLLATE "C" NOT NULL,
  conversation_id uuid             NOT NULL REFERENCES conversation ON DELETE CASCADE,
  PRIMARY KEY (message_id, tag)
);
CREATE INDEX message_tag_tag ON message_tag (tag, conversation_id);
CREATE INDEX message_tag_conversation ON message_tag (conversation_id);

CREATE TABLE annotation (
  id              uuid        PRIMARY KEY,
  conversation_id uuid        NOT NULL REFERENCES conversation ON DELETE CASCADE,
  message_id      uuid        REFERENCES message ON DELETE CASCADE,
  message_version integer,
  author_id       uuid        NOT NULL REFERENCES account,
  kind            text        NOT NULL,
  content         text        NOT NULL,
  start_offset    integer,
  end_offset      integer,
  metadata        jsonb       NOT NULL DEFAULT '{}',
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  CHECK ((message_id IS NULL) = (message_version IS NULL)),
  CHECK ((start_offset IS NULL) = (end_offset IS NULL))
);
CREATE INDEX annotation_conversation ON annotation (conversation_id, id);
CREATE INDEX annotation_message ON annotation (message_id, id) WHERE message_id IS NOT NULL;
CREATE INDEX annotation_author ON annotation (author_id);
