-- Those that everybody reads are few, and are looked for without walking through all.
CREATE INDEX conversation_public ON conversation (id) WHERE visibility = 'public';
