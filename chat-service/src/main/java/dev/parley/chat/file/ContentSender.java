package dev.parley.chat.file;

import dev.parley.chat.file.ByteRange.UnsatisfiableException;
import dev.parley.chat.file.storage.FileStorage;
import dev.parley.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Sends a file or the part of it that is asked for, a buffer at a time. */
@Component
class ContentSender {

  private static final Logger log = LoggerFactory.getLogger(ContentSender.class);
  private static final int BUFFER = 64 * 1024;

  private final FileStorage storage;
  private final FileMeters meters;

  ContentSender(FileStorage storage, FileMeters meters) {
    this.storage = storage;
    this.meters = meters;
  }

  void send(
      StoredFile file,
      String disposition,
      String caching,
      HttpServletRequest request,
      HttpServletResponse response) {
    // content never changes under an id, so its hash says all about it
    String tag = "\"" + file.sha256() + "\"";
    if (isNamed(tag, request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(HttpStatus.NOT_MODIFIED.value());
      response.setHeader(HttpHeaders.ETAG, tag);
      response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
      return;
    }
    Optional<ByteRange> range = range(file, tag, request, response);
    boolean bodyWanted = !request.getMethod().equals("HEAD");
    ByteRange part = range.orElse(new ByteRange(0, file.size() - 1));
    try (InputStream in = bodyWanted ? opened(file, part) : InputStream.nullInputStream()) {
      byte[] buffer = new byte[BUFFER];
      int length = bodyWanted ? first(in, buffer) : 0;
      response.setStatus(range.isPresent() ? 206 : 200);
      headers(file, tag, disposition, caching, response);
      range.ifPresent(r -> response.setHeader(HttpHeaders.CONTENT_RANGE, text(r, file)));
      response.setContentLengthLong(part.length());
      if (bodyWanted) {
        copy(in, buffer, length, part.length(), request, response);
      }
    } catch (IOException e) {
      // closing what has been read to its end
      log.debug("the storage could not close a file", e);
    }
  }

  private Optional<ByteRange> range(
      StoredFile file, String tag, HttpServletRequest request, HttpServletResponse response) {
    String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
    if (!request.getMethod().equals("GET") || (ifRange != null && !ifRange.equals(tag))) {
      return Optional.empty();
    }
    try {
      return ByteRange.of(request.getHeader(HttpHeaders.RANGE), file.size());
    } catch (UnsatisfiableException _) {
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
      throw ProblemException.of(
          HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
          "file.range_not_satisfiable",
          "The file has %d bytes.".formatted(file.size()));
    }
  }

  private InputStream opened(StoredFile file, ByteRange part) {
    try {
      return storage.open(file.id(), part.first(), part.length());
    } catch (NoSuchFileException _) {
      meters.failed(FileMeters.Failure.LOST);
      log.error("the storage has no bytes of file {}", file.id());
      throw ProblemException.of(
          HttpStatus.INTERNAL_SERVER_ERROR,
          "file.content_lost",
          "The content of this file is not there any more.");
    } catch (IOException e) {
      throw notServed(file, e);
    }
  }

  private int first(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      meters.failed(FileMeters.Failure.SERVE);
      log.error("a file could not be read", e);
      throw Uploads.unavailable();
    }
  }

  private ProblemException notServed(StoredFile file, IOException cause) {
    meters.failed(FileMeters.Failure.SERVE);
    log.error("file {} could not be read", file.id(), cause);
    return Uploads.unavailable();
  }

  private static void headers(
      StoredFile file,
      String tag,
      String disposition,
      String caching,
      HttpServletResponse response) {
    boolean inline = disposition.equals("inline") && ContentTypes.isInert(file.contentType());
    response.setContentType(file.contentType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        FileNames.disposition(inline ? "inline" : "attachment", file.name()));
    response.setHeader(HttpHeaders.ETAG, tag);
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
    // already encoded, as the gateway sees it: compressed, neither ranges nor hash would be right
    response.setHeader(HttpHeaders.CONTENT_ENCODING, "identity");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private static String text(ByteRange range, StoredFile file) {
    return "bytes %d-%d/%d".formatted(range.first(), range.last(), file.size());
  }

  private void copy(
      InputStream in,
      byte[] buffer,
      int firstLength,
      long expected,
      HttpServletRequest request,
      HttpServletResponse response) {
    long sent = 0;
    try {
      OutputStream out = response.getOutputStream();
      for (int length = firstLength; length > 0; length = next(in, buffer)) {
        out.write(buffer, 0, length);
        sent += length;
      }
    } catch (IOException e) {
      log.debug("the client has gone: {}", e.toString());
      return;
    } finally {
      meters.served(sent);
    }
    if (sent < expected) {
      meters.failed(FileMeters.Failure.SERVE);
      BrokenAnswers.breakOff(request);
    }
  }

  /** Of what has begun to be sent: a failure ends it short. */
  private static int next(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      log.error("the storage broke off within a file", e);
      return -1;
    }
  }

  private static boolean isNamed(String tag, @Nullable String header) {
    return header != null
        && Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .map(named -> named.startsWith("W/") ? named.substring(2) : named)
            .anyMatch(named -> named.equals("*") || named.equals(tag));
  }
}
