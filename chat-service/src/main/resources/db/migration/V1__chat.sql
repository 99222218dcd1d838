CREATE TABLE account (
  id            uuid PRIMARY KEY,
  username      text NOT NULL,
  email         text NOT NULL,
  display_name  text NOT NULL,
  password_hash text NOT NULL,
  role          text NOT NULL CHECK (role IN ('user', 'admin')),
  created_at    timestamptz NOT NULL,
  last_login_at timestamptz
);
-- people do not remember how they wrote their name
CREATE UNIQUE INDEX account_username ON account (lower(username));
CREATE UNIQUE INDEX account_email ON account (lower(email));
CREATE INDEX account_last_login ON account (last_login_at);

CREATE TABLE session (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expires ON session (expires_at);

-- every refresh token a session ever had: an old one that comes back was stolen
CREATE TABLE refresh_token (
  hash       bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
  used_at    timestamptz
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

CREATE TABLE signing_key (
  id         text PRIMARY KEY,
  sealed     bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE project (
  id          uuid PRIMARY KEY,
  name        text NOT NULL,
  description text,
  owner_id    uuid NOT NULL REFERENCES account,
  is_active   boolean NOT NULL DEFAULT true,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX project_owner_active ON project (owner_id, is_active);
CREATE INDEX project_name ON project (name);
CREATE INDEX project_created ON project (created_at);

CREATE TABLE project_member (
  project_id uuid NOT NULL REFERENCES project ON DELETE CASCADE,
  user_id    uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  role       text NOT NULL CHECK (role IN ('owner', 'member')),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_member_user ON project_member (user_id);

CREATE TABLE conversation (
  id         uuid PRIMARY KEY,
  title      text NOT NULL,
  owner_id   uuid NOT NULL REFERENCES account,
  project_id uuid REFERENCES project,
  visibility text NOT NULL CHECK (visibility IN ('private', 'project', 'public')),
  archived   boolean NOT NULL DEFAULT false,
  metadata   jsonb NOT NULL DEFAULT '{}',
  last_seq   bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (visibility <> 'project' OR project_id IS NOT NULL)
) WITH (fillfactor = 80);
CREATE INDEX conversation_owner_updated ON conversation (owner_id, updated_at);
CREATE INDEX conversation_project ON conversation (project_id);

ALTER TABLE project ADD COLUMN default_conversation_id uuid REFERENCES conversation;
CREATE INDEX project_default_conversation ON project (default_conversation_id);

CREATE TABLE conversation_member (
  conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
  user_id         uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  role            text NOT NULL CHECK (role IN ('owner', 'member')),
  PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX conversation_member_user ON conversation_member (user_id);

CREATE TABLE message (
  id              uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversation,
  seq             bigint NOT NULL,
  author_id       uuid NOT NULL REFERENCES account,
  role            text NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  content         text NOT NULL,
  reply_to_id     uuid,
  metadata        jsonb NOT NULL DEFAULT '{}',
  created_at      timestamptz NOT NULL,
  UNIQUE (conversation_id, seq)
);
CREATE INDEX message_author_created ON message (author_id, created_at);
