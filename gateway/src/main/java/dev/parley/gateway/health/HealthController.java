package dev.parley.gateway.health;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whether everything behind the gateway works, without a word on where it runs. */
@RestController
class HealthController {

  private final AskInstances instances;

  HealthController(AskInstances instances) {
    this.instances = instances;
  }

  @GetMapping("/api/health")
  Mono<ResponseEntity<Health>> health() {
    return instances.health().map(HealthController::answer);
  }

  private static ResponseEntity<Health> answer(Health health) {
    return ResponseEntity.status(health.isDown() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .cacheControl(CacheControl.noStore())
        .body(health);
  }
}
