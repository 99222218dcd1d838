package dev.parley.realtime.membership;

/** What one can be a member of. */
public enum Place {
  CONVERSATION("member", "conversation_id"),
  PROJECT("project_member", "project_id");

  final String table;
  final String idColumn;

  Place(String table, String idColumn) {
    this.table = table;
    this.idColumn = idColumn;
  }
}
