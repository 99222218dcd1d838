-- Repeatable and idempotent, so that a service may add it at any version of its own schema.

CREATE TABLE IF NOT EXISTS cache_missed (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  keys text[]
);

COMMENT ON TABLE cache_missed IS
  'Changes that could not be announced to the caches when they were made; empty as long as Redis is well';
COMMENT ON COLUMN cache_missed.keys IS 'Which; NULL: so many that everything is to be forgotten';
