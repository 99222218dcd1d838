-- Messages of a conversation by tag, in their order: a page of them is as cheap at any depth.
ALTER TABLE message_tag ADD COLUMN seq bigint;
UPDATE message_tag t SET seq = m.seq FROM message m WHERE m.id = t.message_id;
ALTER TABLE message_tag ALTER COLUMN seq SET NOT NULL;
CREATE INDEX message_tag_place ON message_tag (conversation_id, tag, seq);
-- begins the same
DROP INDEX message_tag_conversation;

-- Those of a conversation that have any metadata, in their order; posts without write nothing here. An
-- inverted index over the metadata itself would cost every post that has some as much as all the rest.
CREATE INDEX message_with_metadata ON message (conversation_id, seq) WHERE metadata <> '{}';
