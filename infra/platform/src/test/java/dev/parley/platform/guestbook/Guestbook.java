package dev.parley.platform.guestbook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.platform.page.CursorCodec;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service there is: what its answers look like is the platform's doing. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      KafkaAutoConfiguration.class,
      RedisAutoConfiguration.class
    })
@Import({Guestbook.Entries.class, Rooms.class, WaitingRoom.class})
public class Guestbook {

  static final int ENTRIES = 5;

  private Guestbook() {}

  /** A part that is unwell, which is no reason to be restarted. */
  @Bean
  static HealthIndicator inkwellHealthIndicator() {
    return () -> Health.down().build();
  }

  enum Mood {
    @JsonProperty("merry")
    MERRY,
    @JsonProperty("solemn")
    SOLEMN
  }

  record Entry(
      @NotBlank @Size(max = 40) String guestName,
      @Nullable Mood mood,
      @Nullable Integer stars,
      @Nullable Boolean comesBack,
      @Nullable Instant visitedAt,
      @Nullable UUID roomId,
      @Nullable List<String> tags,
      @Nullable Entry companion) {}

  @RestController
  static class Entries {

    private final CursorCodec cursors;

    Entries(CursorCodec cursors) {
      this.cursors = cursors;
    }

    @PostMapping("/entries")
    Entry write(@Valid @RequestBody Entry entry) {
      return entry;
    }

    @GetMapping("/entries")
    Page<Integer> page(PageRequest page) {
      List<Integer> items =
          IntStream.range(0, ENTRIES).boxed().skip(page.offset()).limit(page.perPage()).toList();
      return Page.of(items, ENTRIES, page.page(), page.perPage());
    }

    @GetMapping("/feed")
    CursorPage<Integer> feed(CursorRequest request) {
      int from =
          request.before() == null
              ? 0
              : Integer.parseInt(cursors.decode("feed", request.before()).getFirst());
      int to = Math.min(from + request.limit(), ENTRIES);
      boolean more = to < ENTRIES;
      return new CursorPage<>(
          IntStream.range(from, to).boxed().toList(),
          more ? cursors.encode("feed", Integer.toString(to)) : null,
          null,
          more,
          from > 0);
    }

    @GetMapping("/visits")
    Listing<Integer> visits(ListRequest request) {
      return switch (request) {
        case PageRequest page -> page(page);
        case CursorRequest cursor -> feed(cursor);
      };
    }

    @GetMapping("/visits/of-old")
    CursorPage<Integer> visitsOfOld(CursorRequest request) {
      return feed(request).leadingTo("/visits");
    }

    @GetMapping("/entries/{id}")
    UUID entry(@PathVariable UUID id) {
      return id;
    }

    @GetMapping("/parameters")
    Map<String, String> parameters(@RequestParam Map<String, String> all) {
      return all;
    }

    @GetMapping("/me")
    Caller me(Caller caller) {
      return caller;
    }

    @GetMapping("/open/door")
    String door() {
      return "open";
    }

    @GetMapping("/trapdoor")
    String trapdoor() {
      throw new IllegalStateException("the pin is sesame in org.postgresql.util.PSQLException");
    }
  }
}
