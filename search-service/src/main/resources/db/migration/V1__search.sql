-- Everything here is derived from events and may be built again from them. No foreign keys: events of one
-- conversation and of its project ride in different partitions and may arrive in any order.

-- English stems, and no stop words: a phrase like "to be or not to be" is to be found, and what is not English is only
-- folded to lower case or loses an ending, on both sides alike.
CREATE TEXT SEARCH DICTIONARY english_stem_all (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION parley (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION parley
  ALTER MAPPING REPLACE pg_catalog.english_stem WITH english_stem_all;

CREATE TABLE conversation (
  id         uuid        PRIMARY KEY,
  title      text        NOT NULL,
  owner_id   uuid        NOT NULL,
  project_id uuid,
  visibility text        NOT NULL CHECK (visibility IN ('private', 'project', 'public')),
  archived   boolean     NOT NULL,
  created_at timestamptz NOT NULL,
  -- the parser takes <...> for markup and drops it; here it is what somebody wrote
  words      tsvector    NOT NULL
    GENERATED ALWAYS AS (setweight(to_tsvector('parley', translate(title, '<>', '  ')), 'A')) STORED
);
CREATE INDEX conversation_words ON conversation USING gin (words);
CREATE INDEX conversation_project ON conversation (project_id, id) WHERE project_id IS NOT NULL;
CREATE INDEX conversation_public ON conversation (id) WHERE visibility = 'public';

CREATE TABLE conversation_member (
  user_id         uuid NOT NULL,
  conversation_id uuid NOT NULL,
  PRIMARY KEY (user_id, conversation_id)
);

CREATE TABLE project_member (
  user_id    uuid NOT NULL,
  project_id uuid NOT NULL,
  PRIMARY KEY (user_id, project_id)
);

CREATE TABLE message (
  id                  uuid        PRIMARY KEY,
  conversation_id     uuid        NOT NULL,
  seq                 bigint      NOT NULL,
  author_id           uuid        NOT NULL,
  author_username     text        NOT NULL,
  author_display_name text        NOT NULL,
  role                text        NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  content             text        NOT NULL,
  created_at          timestamptz NOT NULL,
  words               tsvector    NOT NULL
    GENERATED ALWAYS AS (to_tsvector('parley', translate(content, '<>', '  '))) STORED
);
CREATE INDEX message_words ON message USING gin (words);
-- common words: the newest matches are found by walking back in time
CREATE INDEX message_newest ON message (created_at DESC, id DESC);
CREATE INDEX message_conversation_newest ON message (conversation_id, created_at DESC, id DESC);
CREATE INDEX message_author_newest ON message (author_id, created_at DESC, id DESC);

-- How far the index is, a row a partition, written with what it tells of.
CREATE TABLE progress (
  partition  integer     PRIMARY KEY,
  event_time timestamptz NOT NULL
);
