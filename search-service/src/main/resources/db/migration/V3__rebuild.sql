-- Rows of an older analysis are found by it.
CREATE INDEX message_analysis ON message (analysis);
CREATE INDEX conversation_analysis ON conversation (analysis);

-- Each asks every instance to fill a second index beside the one that answers.
CREATE TABLE rebuild (
  number       integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  requested_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE rebuild_state (
  number     integer          NOT NULL,
  instance   text             NOT NULL,
  state      text             NOT NULL CHECK (state IN ('filling', 'comparing', 'done', 'failed')),
  progress   double precision NOT NULL,
  updated_at timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (number, instance)
);
