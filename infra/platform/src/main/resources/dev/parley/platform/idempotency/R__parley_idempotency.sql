-- Repeatable and idempotent, so that a service may add it at any version of its own schema.

CREATE TABLE IF NOT EXISTS idempotency_key (
  -- a hash of who asks, the method, the path and the key
  claim         bytea       PRIMARY KEY,
  -- a hash of what was asked for
  request       bytea       NOT NULL,
  first_attempt timestamptz NOT NULL,
  attempts      integer     NOT NULL DEFAULT 1,
  leased_until  timestamptz NOT NULL,
  -- the answer; while there is no status, an attempt runs or has died
  status        smallint,
  content_type  text,
  location      text,
  body          bytea
);

-- added later than the table
ALTER TABLE idempotency_key ADD COLUMN IF NOT EXISTS content bytea;

COMMENT ON COLUMN idempotency_key.content IS 'a hash of a body that was not held in memory; null: of one that was, or was not read to its end';
COMMENT ON TABLE idempotency_key IS 'POSTs with an Idempotency-Key and how they were answered, kept for a day';
COMMENT ON COLUMN idempotency_key.body IS 'null: the answer held a secret and was not kept';

-- Rows come in the order of time, so a few bytes a megabyte are enough to find the old ones.
CREATE INDEX IF NOT EXISTS idempotency_key_first_attempt
  ON idempotency_key USING brin (first_attempt) WITH (pages_per_range = 32);
