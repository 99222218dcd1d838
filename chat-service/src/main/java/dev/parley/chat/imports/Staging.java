package dev.parley.chat.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gathers what the reader finds and writes it down in batches, each a short transaction. */
final class Staging implements BodyReader.Sink {

  private static final int ROWS = 500;
  private static final int CHARACTERS = 1_000_000;

  private final StagingStore store;
  private final UUID id;
  private final List<StagedRecord> records = new ArrayList<>();
  private final List<StagedMessage> messages = new ArrayList<>();
  private long characters;

  Staging(StagingStore store, UUID id) {
    this.store = store;
    this.id = id;
  }

  @Override
  public void message(StagedMessage message) {
    messages.add(message);
    characters += message.content().length() + message.metadata().length();
    flushIfFull();
  }

  @Override
  public void record(StagedRecord record) {
    records.add(record);
    characters += record.content() == null ? 0 : record.content().metadata().length();
    flushIfFull();
  }

  private void flushIfFull() {
    if (records.size() + messages.size() >= ROWS || characters >= CHARACTERS) {
      flush();
    }
  }

  void flush() {
    store.add(id, records, messages);
    records.clear();
    messages.clear();
    characters = 0;
  }
}
