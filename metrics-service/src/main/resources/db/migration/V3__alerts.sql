CREATE TABLE alert_rule (
  id          uuid             PRIMARY KEY,
  name        text             NOT NULL,
  metric      text             NOT NULL,
  service     text             NOT NULL,
  comparison  text             NOT NULL CHECK (comparison IN ('above', 'below')),
  threshold   double precision NOT NULL,
  -- hysteresis: what fires at the threshold ends only here
  clear_at    double precision NOT NULL,
  for_seconds integer          NOT NULL CHECK (for_seconds >= 0),
  severity    text             NOT NULL CHECK (severity IN ('warning', 'critical')),
  enabled     boolean          NOT NULL,
  created_at  timestamptz      NOT NULL,
  updated_at  timestamptz      NOT NULL
);

-- what the rule said is written into the alert: rules change and go
CREATE TABLE alert (
  id          uuid             PRIMARY KEY,
  rule_id     uuid             NOT NULL,
  rule        text             NOT NULL,
  metric      text             NOT NULL,
  service     text             NOT NULL,
  comparison  text             NOT NULL,
  threshold   double precision NOT NULL,
  severity    text             NOT NULL,
  state       text             NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
  value       double precision NOT NULL,
  worst       double precision NOT NULL,
  pending_at  timestamptz      NOT NULL,
  fired_at    timestamptz,
  resolved_at timestamptz
);

CREATE UNIQUE INDEX alert_open ON alert (rule_id) WHERE state <> 'resolved';
CREATE INDEX alert_newest ON alert (pending_at DESC, id DESC);

INSERT INTO alert_rule (id, name, metric, service, comparison, threshold, clear_at, for_seconds, severity, enabled, created_at, updated_at)
VALUES
  ('01930000-0000-7000-8000-000000000001', 'Response time', 'response_time', 'all', 'above', 2, 1.5, 60, 'warning', true, now(), now()),
  ('01930000-0000-7000-8000-000000000002', 'Error rate', 'error_rate', 'all', 'above', 0.05, 0.03, 60, 'critical', true, now(), now()),
  ('01930000-0000-7000-8000-000000000003', 'Memory', 'memory_usage', 'all', 'above', 0.9, 0.85, 120, 'critical', true, now(), now()),
  ('01930000-0000-7000-8000-000000000004', 'CPU', 'cpu_usage', 'all', 'above', 0.8, 0.7, 300, 'warning', true, now(), now()),
  ('01930000-0000-7000-8000-000000000005', 'Cache hit ratio', 'cache_hit_ratio', 'all', 'below', 0.7, 0.75, 600, 'warning', true, now(), now());

-- one message to one address, until it is taken or given up
CREATE TABLE alert_delivery (
  id         uuid        PRIMARY KEY,
  url        text        NOT NULL,
  body       text        NOT NULL,
  attempts   integer     NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  state      text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given_up')),
  last_error text
);

CREATE INDEX alert_delivery_due ON alert_delivery (due_at) WHERE state = 'waiting';

-- answered 410: nothing more is sent there
CREATE TABLE alert_address_gone (
  url     text        PRIMARY KEY,
  gone_at timestamptz NOT NULL
);
