-- One value of one metric of one service in one minute. The key lets every instance of the metrics
-- service write the same minute: the first one stays.
CREATE TABLE sample (
  metric  text             NOT NULL,
  service text             NOT NULL,
  at      timestamptz      NOT NULL,
  value   double precision NOT NULL,
  PRIMARY KEY (metric, service, at)
);

-- what has grown too old is found by its time alone; rows arrive in that order
CREATE INDEX sample_at ON sample USING brin (at);
