-- When anything in a conversation last changed: what was found before that may be found no more.
ALTER TABLE conversation ADD COLUMN touched bigint NOT NULL DEFAULT 1;
CREATE INDEX conversation_touched ON conversation (touched);

-- Projects are looked for by what their first conversation is called.
CREATE INDEX conversation_title_in_project ON conversation (lower(title)) WHERE project_id IS NOT NULL;
