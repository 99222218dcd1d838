package dev.parley.search.engine.lucene;

/** What a document holds, by name. */
final class Fields {
  /** Its id and kind as one term: what it is replaced by. */
  static final String KEY = "key";

  /** The same, to be read. */
  static final String REF = "ref";

  static final String KIND = "kind";
  static final String TEXT = "text";
  static final String CREATED = "created";

  static final String CONVERSATION = "conversation";

  /** The conversation's, as bit sets know it. */
  static final String NUMBER = "number";

  /** What its row was stamped with. */
  static final String POSITION = "position";

  /** A message's number in its conversation. */
  static final String SEQ = "seq";

  static final String PROJECT = "project";
  static final String SOURCE = "source";
  static final String AUTHOR = "author";
  static final String ROLE = "role";
  static final String TAG = "tag";
  static final String HAS = "has";
  static final String FACT = "fact";

  private Fields() {}
}
