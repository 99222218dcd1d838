-- Each post changes updated_at. While an index covers it, a post writes a new entry into every
-- index of the table; without, it is a change in place. Lists of conversations begin at their
-- members (conversation_member_user), so that none is read in this index's order.
CREATE INDEX conversation_owner ON conversation (owner_id);
DROP INDEX conversation_owner_updated;
