-- Who may see what, as the events say. version: offset of the event in its partition; all events of one
-- conversation (or project) lie in one partition, so the larger offset is the later truth, whichever
-- instance writes it first. A removed member stays as a row, so that an older event cannot bring it back.
CREATE TABLE member (
  conversation_id uuid    NOT NULL,
  user_id         uuid    NOT NULL,
  version         bigint  NOT NULL,
  removed         boolean NOT NULL,
  PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX member_by_user ON member (user_id) INCLUDE (conversation_id) WHERE NOT removed;

CREATE TABLE project_member (
  project_id uuid    NOT NULL,
  user_id    uuid    NOT NULL,
  version    bigint  NOT NULL,
  removed    boolean NOT NULL,
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_member_by_user ON project_member (user_id) INCLUDE (project_id) WHERE NOT removed;

-- Kept until there is no access token left that would have to be refused.
CREATE TABLE revoked_session (
  session_id uuid        PRIMARY KEY,
  until      timestamptz NOT NULL
);
CREATE INDEX revoked_session_until ON revoked_session (until);

-- All events before next_offset are in the tables above.
CREATE TABLE progress (
  topic       text    NOT NULL,
  partition   integer NOT NULL,
  next_offset bigint  NOT NULL,
  PRIMARY KEY (topic, partition)
);

-- Every instance meets the same unreadable record; the one that inserts its row publishes it.
CREATE TABLE dead_letter (
  topic       text        NOT NULL,
  partition   integer     NOT NULL,
  "offset"    bigint      NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, "offset")
);
