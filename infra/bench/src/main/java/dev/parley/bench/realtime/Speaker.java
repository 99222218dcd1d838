package dev.parley.bench.realtime;

import java.io.IOException;

/** Who says something to the room. */
interface Speaker extends AutoCloseable {

  void say(String text) throws IOException;

  @Override
  default void close() {}
}
