-- How far somebody has read a conversation; without a row nothing of it. Who joins begins at the end, what one posts
-- oneself one has read.
CREATE TABLE read_marker (
  user_id         uuid   NOT NULL,
  conversation_id uuid   NOT NULL,
  seq             bigint NOT NULL,
  PRIMARY KEY (user_id, conversation_id)
);

-- What was said before anybody listened to who reads what is nobody's news.
INSERT INTO read_marker
SELECT m.user_id, m.conversation_id,
       (SELECT max(seq) FROM message said WHERE said.conversation_id = m.conversation_id) AS seq
  FROM conversation_member m
 WHERE EXISTS (SELECT FROM message said WHERE said.conversation_id = m.conversation_id);
