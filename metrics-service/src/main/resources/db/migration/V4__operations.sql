-- What admins had done: at once what is running, and who did what before.
CREATE TABLE operation (
  id           uuid        PRIMARY KEY,
  kind         text        NOT NULL CHECK (kind IN ('cache_clear', 'cache_warm', 'database_optimize')),
  parameters   jsonb       NOT NULL,
  state        text        NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  detail       text,
  done         integer     NOT NULL DEFAULT 0,
  total        integer     NOT NULL DEFAULT 0,
  results      jsonb       NOT NULL DEFAULT '[]',
  requested_by uuid        NOT NULL,
  requester    text        NOT NULL,
  requested_at timestamptz NOT NULL,
  finished_at  timestamptz,
  -- whoever runs it says so; silent for long, it is gone
  alive_at     timestamptz NOT NULL
);

-- one at a time
CREATE UNIQUE INDEX operation_running ON operation ((true)) WHERE state = 'running';
CREATE INDEX operation_newest ON operation (requested_at DESC, id DESC);
