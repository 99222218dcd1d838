-- Where hardly a message has one, the newest that do are not walked to.
CREATE INDEX message_with_link ON message (created_at DESC, id DESC) WHERE has_link;
CREATE INDEX message_with_code ON message (created_at DESC, id DESC) WHERE has_code;
CREATE INDEX message_with_file ON message (created_at DESC, id DESC) WHERE files <> '';
