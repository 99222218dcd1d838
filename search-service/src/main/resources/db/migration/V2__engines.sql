-- Rows hold all that can be searched by; what words are is decided by the service (dev.parley.search.text), the same
-- for both engines, so the column is filled by it. Rows of before are analysed anew while the service runs.

-- Each batch of events gets the next number and stamps what it changes with it. The row is locked by whoever writes, so
-- numbers become visible in their order: whoever has read up to one has missed nothing below.
CREATE TABLE position (
  value bigint NOT NULL
);
INSERT INTO position VALUES (1);

ALTER TABLE conversation
  ALTER COLUMN words DROP EXPRESSION,
  -- null: only its messages have been heard of
  ALTER COLUMN title DROP NOT NULL,
  ALTER COLUMN owner_id DROP NOT NULL,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN visibility SET DEFAULT 'private',
  ALTER COLUMN archived SET DEFAULT false,
  ALTER COLUMN words SET DEFAULT '',
  ADD COLUMN number     integer     NOT NULL GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN source     text,
  ADD COLUMN metadata   jsonb       NOT NULL DEFAULT '{}',
  ADD COLUMN tags       text[]      NOT NULL DEFAULT '{}',
  ADD COLUMN extras     text        NOT NULL DEFAULT '',
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN analysis   smallint    NOT NULL DEFAULT 0,
  ADD COLUMN position   bigint      NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX conversation_number ON conversation (number);
CREATE INDEX conversation_position ON conversation (position, id);
CREATE INDEX conversation_source ON conversation (source) WHERE source IS NOT NULL;
CREATE INDEX conversation_tags ON conversation USING gin (tags);

COMMENT ON COLUMN conversation.number IS 'what bit sets know it by';
COMMENT ON COLUMN conversation.extras IS 'what is searched beside the title: values of metadata, tags, annotations';

ALTER TABLE message
  ALTER COLUMN words DROP EXPRESSION,
  ALTER COLUMN words SET DEFAULT '',
  ADD COLUMN version  integer  NOT NULL DEFAULT 1,
  ADD COLUMN deleted  boolean  NOT NULL DEFAULT false,
  ADD COLUMN metadata jsonb    NOT NULL DEFAULT '{}',
  ADD COLUMN files    text     NOT NULL DEFAULT '',
  ADD COLUMN tags     text[]   NOT NULL DEFAULT '{}',
  ADD COLUMN extras   text     NOT NULL DEFAULT '',
  ADD COLUMN has_link boolean  NOT NULL DEFAULT false,
  ADD COLUMN has_code boolean  NOT NULL DEFAULT false,
  ADD COLUMN analysis smallint NOT NULL DEFAULT 0,
  ADD COLUMN position bigint   NOT NULL DEFAULT 1;
-- so many words are known by how often they stand somewhere: that decides how a search is planned
ALTER TABLE message ALTER COLUMN words SET STATISTICS 1000;
CREATE INDEX message_position ON message (position, id);
CREATE INDEX message_seq ON message (conversation_id, seq);
CREATE INDEX message_tags ON message USING gin (tags) WHERE tags <> '{}';
CREATE INDEX message_metadata ON message USING gin (metadata jsonb_path_ops) WHERE metadata <> '{}';

COMMENT ON COLUMN message.version IS 'an older one is never put over it';
COMMENT ON COLUMN message.deleted IS 'stays without its text, so that a late event does not bring it back';
COMMENT ON COLUMN message.files IS 'their names, a line each';
COMMENT ON COLUMN message.extras IS 'what is searched beside the content: file names, values of metadata, tags, annotations';

CREATE TABLE annotation (
  id         uuid PRIMARY KEY,
  -- the message, or the conversation where it is about all of it
  subject_id uuid NOT NULL,
  content    text NOT NULL
);
CREATE INDEX annotation_subject ON annotation (subject_id);

CREATE TABLE project (
  id   uuid PRIMARY KEY,
  name text NOT NULL
);
CREATE INDEX project_name ON project (lower(name));

CREATE TABLE author (
  id           uuid PRIMARY KEY,
  username     text NOT NULL,
  display_name text NOT NULL
);
CREATE INDEX author_username ON author (lower(username));
CREATE INDEX author_display_name ON author (lower(display_name));
INSERT INTO author
SELECT DISTINCT ON (author_id) author_id, author_username, author_display_name
  FROM message ORDER BY author_id, created_at DESC;

-- When what may be read last changed: for one person, for the members of a project, for everybody (the nil UUID).
CREATE TABLE access_change (
  scope    uuid   PRIMARY KEY,
  position bigint NOT NULL
);

-- Every word that is or was in use, for what is misspelt or just being typed.
CREATE TABLE word (
  word text PRIMARY KEY
);
CREATE INDEX word_prefix ON word (word text_pattern_ops);
CREATE INDEX word_similar ON word USING gin (word gin_trgm_ops);

-- what was made of them is now made by the service
DROP TEXT SEARCH CONFIGURATION parley;
DROP TEXT SEARCH DICTIONARY english_stem_all;
