package dev.parley.realtime.connection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.parley.realtime.delivery.Standing;
import dev.parley.realtime.delivery.TextFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** JSON of the frames that belong to one connection. */
@Component
final class Frames {

  private static final int GAP_NAMES_AT_MOST = 1_000;

  private record Welcome(String type, String session, long heartbeatMs, String cursor) {}

  private record Resumed(String type, boolean complete) {}

  private record Gap(String type, List<UUID> conversations, boolean truncated) {}

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
      throw new Unreadable("frame.unknown_type", "Known frames are hello, ping, token and watch.");
    } catch (JacksonException _) {
      throw new Unreadable(
          "frame.invalid", "The frame is no JSON object with the fields that its type has.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ByteBuf welcome(String session, long heartbeatMs, Standing standing) {
    return write(new Welcome("welcome", session, heartbeatMs, standing.cursor()));
  }

  /**
   * Replaying from a cursor is not built yet. Where nothing happened since, that is the whole
   * answer; else all of the user's conversations are named, to be read again by {@code seq}.
   */
  ByteBuf resumed(Standing standing, String from) {
    if (from.equals(standing.cursor())) {
      return write(new Resumed("resumed", true));
    }
    List<UUID> named = standing.conversations().stream().sorted().limit(GAP_NAMES_AT_MOST).toList();
    ByteBuf incomplete = write(new Resumed("resumed", false));
    ByteBuf gap = write(new Gap("gap", named, named.size() < standing.conversations().size()));
    return Unpooled.wrappedBuffer(incomplete, gap);
  }

  ByteBuf pong() {
    return write(new Pong("pong"));
  }

  ByteBuf error(String code, String detail) {
    return write(new Refusal("error", code, detail));
  }

  private ByteBuf write(Object frame) {
    try {
      return TextFrames.encode(mapper.writeValueAsBytes(frame));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame is always JSON", e);
    }
  }
}
