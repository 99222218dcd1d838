package dev.parley.realtime.connection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.Standing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** JSON of the frames that belong to one connection. */
@Component
final class Frames {

  private static final int GAP_NAMES_AT_MOST = 1_000;

  private record Welcome(String type, String session, long heartbeatMs, String cursor) {}

  private record Resumed(String type, boolean complete, String cursor) {}

  private record Gap(
      String type,
      List<UUID> conversations,
      List<UUID> projects,
      boolean truncated,
      String cursor) {}

  private record Pong(String type) {}

  private record Refusal(String type, String code, String detail) {}

  /** The frame cannot be understood; the message is for whoever wrote the client. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    final String code;

    Unreadable(String code, String detail) {
      super(detail);
      this.code = code;
    }
  }

  private final ObjectMapper mapper;

  Frames(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  ClientFrame read(ByteBuf text) throws Unreadable {
    try (InputStream in = new ByteBufInputStream(text)) {
      ClientFrame frame = mapper.readValue(in, ClientFrame.class);
      if (frame == null) {
        throw new Unreadable("frame.invalid", "The frame is no JSON object.");
      }
      return frame;
    } catch (InvalidTypeIdException _) {
      throw new Unreadable(
          "frame.unknown_type", "Known frames are hello, ping, presence, token, typing and watch.");
    } catch (JacksonException _) {
      throw new Unreadable(
          "frame.invalid", "The frame is no JSON object with the fields that its type has.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a cursor to come back with: where the client is before it has read anything else. */
  Frame welcome(String session, long heartbeatMs, String cursor) {
    return frame(new Welcome("welcome", session, heartbeatMs, cursor), cursor);
  }

  List<Frame> complete(Standing standing) {
    return List.of(frame(new Resumed("resumed", true, standing.cursor()), standing.cursor()));
  }

  List<Frame> incomplete(Standing standing) {
    Frame resumed = frame(new Resumed("resumed", false, standing.cursor()), null);
    return List.of(resumed, gap(standing));
  }

  /** Something is missing: all that may be concerned is to be read again, by {@code seq}. */
  Frame gap(Standing standing) {
    List<UUID> conversations = named(standing.conversations());
    List<UUID> projects = named(standing.projects());
    boolean truncated =
        conversations.size() < standing.conversations().size()
            || projects.size() < standing.projects().size();
    return frame(
        new Gap("gap", conversations, projects, truncated, standing.cursor()), standing.cursor());
  }

  private static List<UUID> named(Set<UUID> places) {
    return places.stream().limit(GAP_NAMES_AT_MOST).toList();
  }

  Frame pong() {
    return frame(new Pong("pong"), null);
  }

  Frame error(String code, String detail) {
    return frame(new Refusal("error", code, detail), null);
  }

  private Frame frame(Object content, @Nullable String cursor) {
    try {
      return new Frame(mapper.writeValueAsBytes(content), cursor);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame is always JSON", e);
    }
  }
}
