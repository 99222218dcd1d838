package dev.parley.chat.message;

/** What became of one post of a group. */
sealed interface Outcome {

  /** Stored, if the group's transaction commits. */
  record Posted(Message message) implements Outcome {}

  /** Its author had stored it in this conversation before. */
  record Repeated() implements Outcome {}

  /** The id is another message's. */
  record IdTaken() implements Outcome {}

  /** There is no such conversation, it is archived, or its author may not write there. */
  record Refused() implements Outcome {}

  /** What it answers is no message of its conversation. */
  record NothingToAnswer() implements Outcome {}

  /** Somebody else holds the conversation; all others went ahead. */
  record Held() implements Outcome {}
}
