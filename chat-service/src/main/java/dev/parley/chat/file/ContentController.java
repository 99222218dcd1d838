package dev.parley.chat.file;

import dev.parley.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bytes of files, for those who may read them, and for a CDN that shows a signed address. */
@RestController
@RequestMapping("/api/v1/files/{id}/content")
class ContentController {

  private final Files files;
  private final ContentUrls urls;
  private final ContentSender sender;

  ContentController(Files files, ContentUrls urls, ContentSender sender) {
    this.files = files;
    this.urls = urls;
    this.sender = sender;
  }

  @GetMapping(params = "!signature")
  void content(
      @PathVariable("id") UUID id,
      @RequestParam(name = "disposition", defaultValue = "attachment") String disposition,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response) {
    // asked again each time, and then answered without the bytes: who is sent away reads no more
    sender.send(
        files.get(id, caller.userId()), disposition, "private, no-cache", request, response);
  }

  /** Whoever holds the address may keep the content as long as the address is good. */
  @GetMapping(params = "signature")
  void signedContent(
      @PathVariable("id") UUID id,
      @RequestParam(name = "expires") long expires,
      @RequestParam(name = "signature") String signature,
      @RequestParam(name = "disposition", defaultValue = "attachment") String disposition,
      HttpServletRequest request,
      HttpServletResponse response) {
    Duration left = urls.requireValid(id, expires, signature);
    sender.send(
        files.get(id), disposition, "public, max-age=" + left.toSeconds(), request, response);
  }
}
