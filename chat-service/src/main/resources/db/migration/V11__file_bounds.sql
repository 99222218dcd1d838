-- How much somebody keeps here is asked before each upload.
DROP INDEX file_owner;
CREATE INDEX file_owner ON file (owner_id, id) INCLUDE (size);

-- What was uploaded and never sent goes after a while.
CREATE INDEX file_unsent ON file (created_at) WHERE message_id IS NULL AND conversation_id IS NULL;
