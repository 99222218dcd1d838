package dev.parley.platform.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which makes one description of all. Read in when somebody asks. */
@RestController
final class ApiController {

  private final SingletonSupplier<byte[]> description =
      SingletonSupplier.of(() -> ApiDescription.ofThisService().toString().getBytes(UTF_8));

  @GetMapping("/internal/openapi")
  ResponseEntity<byte[]> description() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(description.obtain());
  }
}
