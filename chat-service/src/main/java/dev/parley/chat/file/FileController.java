package dev.parley.chat.file;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files over HTTP; their content has a controller of its own. */
@RestController
@RequestMapping("/api/v1/files")
class FileController {

  private final Uploads uploads;
  private final Files files;
  private final ContentUrls urls;
  private final FileProperties properties;

  FileController(Uploads uploads, Files files, ContentUrls urls, FileProperties properties) {
    this.properties = properties;
    this.uploads = uploads;
    this.files = files;
    this.urls = urls;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  FileView upload(HttpServletRequest request, Caller caller) {
    IncomingFile incoming = UploadRequest.of(request, properties.uploads());
    return FileView.of(uploads.receive(incoming, caller.userId()), urls);
  }

  @GetMapping
  Listing<FileView> list(
      @RequestParam(name = "conversation_id", required = false) @Nullable UUID conversation,
      ListRequest page,
      Caller caller) {
    return files.list(conversation, page, caller.userId());
  }

  @GetMapping("/{id}")
  FileView get(@PathVariable("id") UUID id, Caller caller) {
    return FileView.of(files.get(id, caller.userId()), urls);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("id") UUID id, IfMatch seen, Caller caller) {
    files.delete(id, seen, caller.userId());
  }
}
