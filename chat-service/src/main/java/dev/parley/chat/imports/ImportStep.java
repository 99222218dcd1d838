package dev.parley.chat.imports;

import dev.parley.chat.conversation.ImportedConversations;
import dev.parley.chat.conversation.ImportedConversations.Arrival;
import dev.parley.chat.conversation.ImportedConversations.Known;
import dev.parley.chat.imports.JobStore.Held;
import dev.parley.chat.message.ImportedMessages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One step of a job: conversations, messages, events, verdicts and how far the job has got commit
 * together, so that a step that was killed never was.
 */
@Component
class ImportStep {

  private final JobStore jobs;
  private final PortionStore portions;
  private final ImportedConversations conversations;
  private final ImportedMessages messages;
  private final ImportProperties properties;
  private final Clock clock;

  ImportStep(
      JobStore jobs,
      PortionStore portions,
      ImportedConversations conversations,
      ImportedMessages messages,
      ImportProperties properties,
      Clock clock) {
    this.jobs = jobs;
    this.portions = portions;
    this.conversations = conversations;
    this.messages = messages;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param over nothing is left to do for this worker
   */
  record Taken(boolean over, int imported, int skipped, int messages) {
    static final Taken NOTHING = new Taken(true, 0, 0, 0);
  }

  @Transactional
  public Taken take(UUID jobId, UUID worker) {
    Optional<Held> held = jobs.hold(jobId, worker);
    if (held.isEmpty()) {
      return Taken.NOTHING;
    }
    Held job = held.get();
    List<Portion> next =
        Portion.within(
            properties.batch(), portions.next(jobId, job.nextPosition(), properties.batch()));
    if (next.isEmpty()) {
      return ended(job, "done");
    }
    if (job.cancelling()) {
      if (next.getFirst().begins()) {
        return ended(job, "cancelled");
      }
      // what has begun is finished: nobody has seen half of it
      next = next.subList(0, 1);
    }
    return bringIn(job, next);
  }

  private Taken ended(Held job, String state) {
    jobs.end(job.id(), state, clock.instant());
    return Taken.NOTHING;
  }

  private Taken bringIn(Held job, List<Portion> next) {
    List<Portion> accepted = new ArrayList<>();
    List<Portion> skipped = new ArrayList<>();
    begin(job, next, accepted, skipped);
    List<ImportedMessages.Draft> drafts = portions.messages(job.id(), accepted);
    messages.insert(job.owner(), drafts);
    List<Portion> whole = accepted.stream().filter(Portion::ends).toList();
    conversations.complete(
        job.owner(),
        whole.stream().collect(Collectors.toMap(PortionStore::conversation, Portion::updatedAt)));
    portions.consumed(job.id(), accepted);
    portions.decide(job.id(), whole, "imported", Map.of());
    long passedOver = skipped.stream().mapToLong(Portion::messages).sum();
    Portion last = next.getLast();
    boolean lastIsDecided = last.ends() || skipped.contains(last);
    jobs.advance(
        job.id(),
        lastIsDecided ? last.position() + 1 : last.position(),
        whole.size(),
        skipped.size(),
        drafts.size() + passedOver);
    return new Taken(false, whole.size(), skipped.size(), drafts.size());
  }

  /** Those that are there already are skipped, and told apart by whether they are the same. */
  private void begin(Held job, List<Portion> next, List<Portion> accepted, List<Portion> skipped) {
    Map<String, UUID> begun =
        conversations.begin(
            job.owner(),
            job.source(),
            next.stream().filter(Portion::begins).map(ImportStep::arrival).toList());
    Map<String, UUID> free = new HashMap<>(begun);
    for (Portion portion : next) {
      if (!portion.begins()) {
        accepted.add(portion);
        continue;
      }
      // the same name twice in one step: the first has it
      UUID id = free.remove(portion.externalId());
      if (id == null) {
        skipped.add(portion);
      } else {
        accepted.add(portion.in(id));
      }
    }
    if (!skipped.isEmpty()) {
      Set<String> names =
          skipped.stream().map(Portion::externalId).collect(Collectors.toUnmodifiableSet());
      Map<String, Known> known = conversations.known(job.owner(), job.source(), names);
      portions.decide(job.id(), skipped, "skipped", known);
      portions.dropped(job.id(), skipped);
    }
  }

  private static Arrival arrival(Portion portion) {
    return new Arrival(
        portion.externalId(),
        portion.title(),
        portion.metadata(),
        portion.tags(),
        portion.createdAt(),
        portion.updatedAt(),
        portion.digest());
  }

  /** A job that cannot go on; what is in stays, and is shown. */
  @Transactional
  public void giveUp(UUID jobId, UUID worker, String why) {
    Optional<Held> held = jobs.hold(jobId, worker);
    if (held.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    portions.next(jobId, held.get().nextPosition(), 1).stream()
        .filter(portion -> !portion.begins())
        .forEach(
            half -> {
              conversations.complete(
                  held.get().owner(), Map.of(PortionStore.conversation(half), half.updatedAt()));
              portions.brokenOff(jobId, half);
            });
    jobs.fail(jobId, worker, why, now);
  }
}
