package dev.parley.metrics.opstoken;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How this service proves to others that it may read their figures. */
@ConfigurationProperties("parley.ops-token")
record OpsTokenProperties(
    @DefaultValue("chat-service") String issuer,
    @DefaultValue("metrics-service") String clientId,
    String clientSecret,
    @DefaultValue("500ms") Duration connectTimeout,
    @DefaultValue("1s") Duration timeout) {}
