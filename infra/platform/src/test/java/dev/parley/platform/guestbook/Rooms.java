package dev.parley.platform.guestbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.resource.Moving;
import dev.parley.platform.resource.NotModified;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A room of the guest house: a resource that is read, edited, and walked through. */
@RestController
@RequestMapping("/rooms")
public class Rooms {

  /** How often the room was looked for, which a client that has it must not cause. */
  public static final AtomicInteger LOOKS = new AtomicInteger();

  private volatile Room room;
  private final JsonNode furniture;

  Rooms(ObjectMapper json) throws IOException {
    this.furniture = json.readTree("{\"bed\": {\"legs\": 4, \"soft\": true}, \"lamps\": [1, 2]}");
    this.room = fresh(furniture);
  }

  record Host(String name, @Nullable String phone) {}

  record Room(
      int id,
      String title,
      @Nullable Host host,
      List<Host> guests,
      JsonNode furniture,
      Map<String, Integer> prices,
      @Moving int visits,
      @Nullable Room annex) {}

  record Rename(String title) {}

  private static Room fresh(JsonNode furniture) {
    return new Room(
        1,
        "Bellevue",
        new Host("Ada", "1"),
        List.of(new Host("Bob", null), new Host("Eve", "3")),
        furniture,
        Map.of("night", 90),
        0,
        null);
  }

  /** As it was in the beginning. */
  @PostMapping("/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset() {
    room = fresh(furniture);
    LOOKS.set(0);
  }

  @PostMapping("/visit")
  synchronized Room visit() {
    Room r = room;
    room = changed(r, r.title(), r.visits() + 1);
    return room;
  }

  @GetMapping("/1")
  Room get() {
    return room;
  }

  @GetMapping("/1/known")
  @Nullable Room known(NotModified notModified) {
    if (notModified.check("v" + room.visits())) {
      return null;
    }
    LOOKS.incrementAndGet();
    return room;
  }

  @PatchMapping("/1")
  synchronized Room rename(@RequestBody Rename request, IfMatch seen) {
    seen.require(room);
    room = changed(room, request.title(), room.visits());
    return room;
  }

  private static Room changed(Room r, String title, int visits) {
    return new Room(
        r.id(), title, r.host(), r.guests(), r.furniture(), r.prices(), visits, r.annex());
  }

  @GetMapping
  Listing<Room> list(ListRequest request) {
    List<Room> all = List.of(room);
    return switch (request) {
      case PageRequest page -> Page.of(all, 1, page.page(), page.perPage());
      case CursorRequest _ -> new CursorPage<>(all, null, "here", false, false);
    };
  }

  record Answer(List<Room> items, String note) {}

  @GetMapping("/found")
  ResponseEntity<Answer> found() {
    return ResponseEntity.ok(new Answer(List.of(room), "of one"));
  }

  @GetMapping("/none")
  Page<Room> none() {
    return Page.of(List.of(), 0, 1, 50);
  }

  @GetMapping("/key")
  ResponseEntity<Host> key() {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Host("key", null));
  }

  @GetMapping("/plan")
  ResponseEntity<byte[]> plan() {
    return ResponseEntity.ok(new byte[] {1, 2, 3});
  }

  @GetMapping("/large")
  ResponseEntity<List<String>> large() {
    return ResponseEntity.ok().header("X-Kept", "yes").body(Collections.nCopies(10_000, "room"));
  }
}
