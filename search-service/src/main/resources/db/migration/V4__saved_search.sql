-- A query somebody keeps under a name.
CREATE TABLE saved_search (
  id         uuid        PRIMARY KEY,
  owner_id   uuid        NOT NULL,
  name       text        NOT NULL,
  -- the query string of GET /search
  query      text        NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (owner_id, name)
);
