package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Takes a body in as it comes, never whole, and queues what is in it. */
@Service
class ReceiveImport {

  private final BodyReader reader;
  private final StagingStore store;
  private final ImportProperties properties;
  private final ImportWorker worker;
  private final Clock clock;
  private final Ids ids;

  ReceiveImport(
      ObjectMapper json,
      ImportSources sources,
      StagingStore store,
      ImportProperties properties,
      ImportWorker worker,
      Clock clock,
      Ids ids) {
    this.ids = ids;
    this.reader = new BodyReader(json, sources::requireAllowed);
    this.store = store;
    this.properties = properties;
    this.worker = worker;
    this.clock = clock;
  }

  /** Returns its id once all of it is safe. */
  UUID receive(InputStream body, Caller importer) throws IOException {
    UUID id = ids.next();
    if (ids.mayBeThere()) {
      switch (store.found(id)) {
        case WHOLE -> {
          return id;
        }
        case IN_PART -> id = UuidCreator.getTimeOrderedEpoch();
        case NOT_AT_ALL -> {}
      }
    }
    return receive(id, body, importer);
  }

  private UUID receive(UUID id, InputStream body, Caller importer) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean queued = false;
    try {
      begin(id, importer.userId(), now);
      Staging staging = new Staging(store, id);
      String source = reader.read(body, importer.isAdmin(), now, staging);
      staging.flush();
      store.seal(id, source);
      queued = true;
    } catch (JacksonException | ProblemException refused) {
      // who is still sending would find the connection closed instead of reading why
      body.transferTo(OutputStream.nullOutputStream());
      throw refused;
    } finally {
      if (!queued) {
        store.discard(id);
      }
      worker.wakeUp();
    }
    return id;
  }

  private void begin(UUID id, UUID owner, Instant now) {
    try {
      if (!store.begin(id, owner, now, properties.unfinished())) {
        throw ProblemException.unavailable(
            "import.too_many",
            "You have %d imports under way. Wait for one to end."
                .formatted(properties.unfinished()),
            Duration.ofSeconds(10));
      }
    } catch (DataIntegrityViolationException _) {
      throw ProblemException.notFound("account.not_found", "This token has no account.");
    }
  }
}
