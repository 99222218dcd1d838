package dev.parley.chat.file.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;

/**
 * The bytes of files, each under an id that we chose. Whole or not there: what breaks off while it
 * is written leaves nothing to read.
 */
public interface FileStorage {

  /**
   * Takes all of the stream, in memory only a part of it at a time. When this returns the bytes
   * survive a crash; when it throws, whatever the stream threw or our own failure, there is nothing
   * under this id that was not there before.
   */
  void put(UUID id, InputStream bytes) throws IOException;

  /**
   * @param length at least 1, and within what there is
   * @throws java.nio.file.NoSuchFileException there is nothing under this id
   */
  InputStream open(UUID id, long offset, long length) throws IOException;

  /** Once more, or of what never was, does nothing. */
  void delete(UUID id) throws IOException;

  /** Removes what puts begun before this moment have left unfinished, as a crash does. */
  void tidy(Instant before) throws IOException;
}
