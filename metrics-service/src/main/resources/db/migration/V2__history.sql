-- What figures were, in three resolutions. A row can be added to another of the same series and service (sums by weights,
-- histograms bucket by bucket), so that coarser ones are made of finer ones without averaging averages or percentiles.
-- Partitions are made and dropped by the service.
DROP TABLE sample;

CREATE TABLE sample_5s (
  at      timestamptz      NOT NULL,
  series  text             NOT NULL,
  service text             NOT NULL,
  sum     double precision NOT NULL,
  weight  double precision NOT NULL,
  -- of a histogram: upper bounds, and how many were no more than each
  bounds  double precision[] NOT NULL,
  counts  double precision[] NOT NULL,
  PRIMARY KEY (series, service, at)
) PARTITION BY RANGE (at);

CREATE TABLE sample_1m (LIKE sample_5s INCLUDING INDEXES) PARTITION BY RANGE (at);
CREATE TABLE sample_10m (LIKE sample_5s INCLUDING INDEXES) PARTITION BY RANGE (at);
