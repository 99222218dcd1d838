package dev.parley.gateway.headers;

import org.jspecify.annotations.Nullable;

/** The beginning of an answer as the rules on headers see it, whatever server sends it. */
interface OutgoingAnswer {

  int status();

  /** The first of that name, in whatever capitals. */
  @Nullable String header(String name);

  /** In place of all of that name. */
  void set(String name, String value);

  /** Besides those of that name. */
  void add(String name, String value);
}
