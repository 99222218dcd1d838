-- When somebody last held the rule against a figure: what nobody watched for a while has not lasted.
ALTER TABLE alert ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
