package dev.parley.platform.health;

import java.util.concurrent.CompletableFuture;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which sums up what all instances say; it leads nobody here. */
@RestController
final class HealthController {

  private final HealthCheck check;

  HealthController(HealthCheck check) {
    this.check = check;
  }

  @GetMapping("/internal/health")
  CompletableFuture<ResponseEntity<InstanceHealth>> health() {
    return check
        .ask()
        .thenApply(now -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(now));
  }
}
