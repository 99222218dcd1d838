-- A rebuild compares these tables with what the owner of conversations has, conversation by conversation, one instance
-- after the other: where one ended, the next goes on.
ALTER TABLE rebuild
  ADD COLUMN check_state text        NOT NULL DEFAULT 'done' CHECK (check_state IN ('comparing', 'failed', 'done')),
  -- all up to there have been looked at
  ADD COLUMN checked_to  uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ADD COLUMN checked     integer     NOT NULL DEFAULT 0,
  ADD COLUMN differed    integer     NOT NULL DEFAULT 0,
  ADD COLUMN mended      integer     NOT NULL DEFAULT 0,
  ADD COLUMN held_by     uuid,
  ADD COLUMN held_until  timestamptz NOT NULL DEFAULT '-infinity';
-- those of before never did
ALTER TABLE rebuild ALTER COLUMN check_state SET DEFAULT 'comparing';

-- Those that seemed to differ: of some, events are only on their way here.
CREATE TABLE rebuild_suspect (
  number          integer     NOT NULL,
  conversation_id uuid        NOT NULL,
  since           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (number, conversation_id)
);
