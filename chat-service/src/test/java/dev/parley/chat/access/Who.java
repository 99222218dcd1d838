package dev.parley.chat.access;

/** Somebody before a thing of {@link #OWNER}. */
enum Who {
  OWNER,
  MEMBER,
  FORMER_MEMBER,
  STRANGER,
  ANONYMOUS
}
