-- In which trace a message was written; null: in none, or before this was kept. 128 bits, as an id of a trace has.
ALTER TABLE message ADD COLUMN trace_id uuid;

-- The request that brought an import: what becomes of it belongs to that trace
ALTER TABLE import_job ADD COLUMN trace_parent text;
