package dev.parley.chat.retelling;

import dev.parley.chat.retelling.Retelling.Gone;
import dev.parley.chat.retelling.RetellingStore.Told;
import dev.parley.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For a token of scope {@code retell}, which the platform asks for on these paths. */
@RestController
@RequestMapping("/internal/retelling")
class RetellingController {
  private static final int CONVERSATIONS = 50;
  private static final int MESSAGES = 200;

  private final ConversationSums sums;
  private final RetellingStore store;
  private final JdbcClient jdbc;

  RetellingController(ConversationSums sums, RetellingStore store, JdbcClient jdbc) {
    this.sums = sums;
    this.store = store;
    this.jdbc = jdbc;
  }

  record Sums(List<ConversationSum> conversations) {}

  /** The next ones by their ids; none: there are no more. */
  @GetMapping
  @Transactional(readOnly = true)
  public Sums after(@RequestParam("after") UUID id) {
    takeYourTime();
    return new Sums(sums.after(id, CONVERSATIONS));
  }

  @GetMapping("/{id}/sum")
  @Transactional(readOnly = true)
  public Sums of(@PathVariable("id") UUID id) {
    takeYourTime();
    return new Sums(sums.of(id));
  }

  /** All of it as of one moment; the messages from a number on. */
  @GetMapping("/{id}")
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Retelling retell(
      @PathVariable("id") UUID id, @RequestParam(name = "after", defaultValue = "0") long after) {
    var conversation =
        store
            .conversation(id)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "conversation.not_found", "There is no such conversation."));
    List<Told> told = store.messages(id, after, MESSAGES);
    long upTo = told.isEmpty() ? after : told.getLast().seq();
    return new Retelling(
        conversation,
        store.members(id),
        store.tags(id),
        told.stream().map(Told::message).filter(Objects::nonNull).toList(),
        told.stream().map(Told::gone).filter(Objects::nonNull).<Gone>map(gone -> gone).toList(),
        store.messageTags(id, after, upTo),
        store.notes(id, after, upTo),
        upTo,
        told.size() == MESSAGES);
  }

  /** A conversation of a million messages is added up in seconds, for nobody who waits. */
  private void takeYourTime() {
    jdbc.sql("SET LOCAL statement_timeout = '30s'").update();
  }
}
