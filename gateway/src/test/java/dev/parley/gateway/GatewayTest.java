package dev.parley.gateway;

import dev.parley.testing.ParleyTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/** The gateway with a real Redis, before services that are {@link Upstreams}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParleyTest(
    redis = true,
    traces = true,
    properties = {
      "UPSTREAM_TIMEOUT=1s",
      "resilience4j.timelimiter.instances.search.timeout-duration=10s",
      "MAX_IMPORT_BODY=3MB",
      "RATE_LIMIT_ENABLED=false",
      "PARLEY_ALLOWED_ORIGINS=https://chat.example.org"
    })
@ContextConfiguration(initializers = Upstreams.class)
@interface GatewayTest {}
