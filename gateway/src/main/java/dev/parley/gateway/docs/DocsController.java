package dev.parley.gateway.docs;

import dev.parley.platform.problem.ProblemException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Hands the descriptions of the API out. Read in when somebody asks: at start nobody does. */
@RestController
class DocsController {

  private final SingletonSupplier<Document> asyncApi = SingletonSupplier.of(AsyncApi::document);
  private final SingletonSupplier<DocsPage> page = SingletonSupplier.of(DocsPage::new);

  private final OpenApi openApi;

  DocsController(OpenApi openApi) {
    this.openApi = openApi;
  }

  @GetMapping("/openapi.json")
  Mono<ResponseEntity<byte[]>> openApi() {
    return openApi.document().map(DocsController::answer);
  }

  @GetMapping("/asyncapi.yaml")
  ResponseEntity<byte[]> asyncApi() {
    return answer(asyncApi.obtain());
  }

  @GetMapping("/docs")
  ResponseEntity<byte[]> page() {
    return answer(page.obtain().page());
  }

  @GetMapping("/docs/{file}")
  ResponseEntity<byte[]> file(@PathVariable("file") String file) {
    Document found = page.obtain().file(file);
    if (found == null) {
      throw ProblemException.nothingAt("/docs/" + file);
    }
    return answer(found);
  }

  private static ResponseEntity<byte[]> answer(Document document) {
    return ResponseEntity.ok()
        .eTag(document.entityTag())
        .cacheControl(CacheControl.maxAge(document.freshFor()).cachePublic())
        .contentType(MediaType.parseMediaType(document.mediaType()))
        .body(document.body());
  }
}
