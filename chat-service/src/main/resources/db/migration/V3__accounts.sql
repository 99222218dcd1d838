ALTER TABLE account ADD COLUMN disabled_at timestamptz;
-- who takes an admin away looks at all of them
CREATE INDEX account_enabled_admin ON account (id) WHERE role = 'admin' AND disabled_at IS NULL;

-- where a session was opened from, for its owner to recognise it
ALTER TABLE session
  ADD COLUMN user_agent text,
  ADD COLUMN address    text;

-- Personal API tokens. One that was deleted is gone; its access tokens are refused by its id.
CREATE TABLE api_token (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  name         text NOT NULL,
  hash         bytea NOT NULL,
  scopes       text[] NOT NULL CHECK (scopes <@ '{read,write,admin}' AND scopes <> '{}'),
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX api_token_account ON api_token (account_id);
