package dev.parley.platform.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keep how long a repeat is answered as the first one was
 * @param lease how long an attempt may take; then it is believed dead and a repeat may begin
 * @param thinOutEvery how often old keys are looked for
 */
@ConfigurationProperties("parley.idempotency")
record IdempotencyProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("24h") Duration keep,
    @DefaultValue("20s") Duration lease,
    @DefaultValue("10m") Duration thinOutEvery) {}
