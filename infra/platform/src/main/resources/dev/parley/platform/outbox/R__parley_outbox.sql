-- Repeatable and idempotent, so that a service may add the outbox at any version of its own schema.

CREATE TABLE IF NOT EXISTS outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY,
  shard      smallint    NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  topic      text        NOT NULL,
  key        text        NOT NULL,
  headers    text        NOT NULL,
  payload    bytea       NOT NULL,
  -- the only index: it reads a shard in order and finds rows to delete
  PRIMARY KEY (shard, id)
);

COMMENT ON TABLE outbox IS 'Events on their way to Kafka; rows live for milliseconds';
COMMENT ON COLUMN outbox.headers IS 'one "name:value" a line';

-- A queue: everything dies young. Clean up early and at full speed, and never spend time compressing.
ALTER TABLE outbox SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000000,
  autovacuum_vacuum_cost_delay = 0);
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
