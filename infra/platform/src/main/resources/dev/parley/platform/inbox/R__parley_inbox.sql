-- Repeatable and idempotent, so that a service may add the inbox at any version of its own schema.

CREATE TABLE IF NOT EXISTS inbox (
  consumer text        NOT NULL,
  event_id uuid        NOT NULL,
  seen_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);

COMMENT ON TABLE inbox IS 'Events handled already, kept longer than Kafka could deliver them again';

-- Rows come in the order of time, so a few bytes a megabyte are enough to find the old ones.
CREATE INDEX IF NOT EXISTS inbox_seen_at ON inbox USING brin (seen_at) WITH (pages_per_range = 32);
