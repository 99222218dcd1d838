-- Where a conversation came from, and under which name it was known there: imported once and no more.
ALTER TABLE conversation
  ADD COLUMN source          text,
  ADD COLUMN external_id     text,
  ADD COLUMN external_digest bytea;
CREATE UNIQUE INDEX conversation_external ON conversation (owner_id, source, external_id)
  WHERE external_id IS NOT NULL;

CREATE TABLE import_job (
  id            uuid PRIMARY KEY,
  owner_id      uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  source        text,
  state         text        NOT NULL CHECK (
    state IN ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled', 'discarded')),
  total         integer     NOT NULL DEFAULT 0,
  imported      integer     NOT NULL DEFAULT 0,
  skipped       integer     NOT NULL DEFAULT 0,
  failed        integer     NOT NULL DEFAULT 0,
  messages      bigint      NOT NULL DEFAULT 0,
  messages_done bigint      NOT NULL DEFAULT 0,
  -- records below it are decided
  next_position integer     NOT NULL DEFAULT 0,
  failure       text,
  cancelling    boolean     NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL,
  started_at    timestamptz,
  finished_at   timestamptz,
  -- by database time: instances' clocks need not agree
  touched_at    timestamptz NOT NULL DEFAULT now(),
  worker        uuid,
  lease_until   timestamptz
) WITH (fillfactor = 50);
CREATE INDEX import_job_owner ON import_job (owner_id, created_at DESC);
CREATE INDEX import_job_open ON import_job (touched_at) WHERE state IN ('receiving', 'queued', 'running');

CREATE TABLE import_record (
  import_id       uuid    NOT NULL REFERENCES import_job ON DELETE CASCADE,
  position        integer NOT NULL,
  external_id     text,
  title           text,
  metadata        jsonb,
  tags            text[],
  created_at      timestamptz,
  updated_at      timestamptz,
  digest          bytea,
  messages        integer NOT NULL DEFAULT 0,
  messages_done   integer NOT NULL DEFAULT 0,
  verdict         text CHECK (verdict IN ('imported', 'skipped', 'failed')),
  note            text,
  pointer         text,
  detail          text,
  -- no foreign key: what was imported may be gone one day, and that it was imported stays true
  conversation_id uuid,
  PRIMARY KEY (import_id, position)
);
CREATE INDEX import_record_failed ON import_record (import_id, position) WHERE verdict = 'failed';

-- On their way in: a row leaves when its message is in.
CREATE TABLE import_message (
  import_id  uuid        NOT NULL,
  position   integer     NOT NULL,
  n          integer     NOT NULL,
  role       text        NOT NULL,
  content    text        NOT NULL,
  metadata   text        NOT NULL,
  -- null: as the record's, which may have come behind it
  created_at timestamptz,
  PRIMARY KEY (import_id, position, n)
);
