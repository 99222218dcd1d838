package dev.parley.search.engine;

import static dev.parley.search.engine.Asked.question;

import dev.parley.search.access.Reach;
import java.util.List;
import java.util.UUID;

/** What contracts of engines are written with. */
interface EngineUnderTest {
  Tables tables();

  /** With everything in it that has been written. */
  Engine engine();

  default UUID write(UUID room, String content) {
    return tables().message(room, content).write();
  }

  default List<UUID> ids(Criterion criterion, Reach reader) {
    return engine().find(question(criterion, reader, Order.RELEVANCE, 50)).matches().stream()
        .map(Match::id)
        .toList();
  }
}
