package dev.parley.chat.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads as clients do it; content is Latin-1, so that each character is a byte. */
final class Uploader {

  static final String PNG = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR";
  static final String FILES = "/api/v1/files";

  private Uploader() {}

  static Answer upload(Api api, String name, @Nullable UUID conversation, String content) {
    return upload(api, name, conversation, "application/octet-stream", content);
  }

  static Answer upload(
      Api api, String name, @Nullable UUID conversation, String type, String content) {
    return api.send(
        "POST",
        path(name, conversation),
        type,
        BodyPublishers.ofByteArray(content.getBytes(ISO_8859_1)));
  }

  static JsonNode uploaded(Api api, String name, @Nullable UUID conversation, String content) {
    return upload(api, name, conversation, content).json(201);
  }

  static String path(String name, @Nullable UUID conversation) {
    return FILES
        + "?name="
        + URLEncoder.encode(name, UTF_8)
        + (conversation == null ? "" : "&conversation_id=" + conversation);
  }

  /** A form with this file last. */
  static Answer form(Api api, String head, String content, String tail) {
    String body = "--limit\r\n" + head + "\r\n\r\n" + content + "\r\n" + tail.replace("\n", "\r\n");
    return api.send(
        "POST",
        FILES,
        "multipart/form-data; boundary=limit",
        BodyPublishers.ofByteArray(body.getBytes(UTF_8)));
  }
}
