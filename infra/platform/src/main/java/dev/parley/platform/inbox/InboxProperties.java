package dev.parley.platform.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keep longer than any topic keeps its records, else an old one could be handled again
 * @param thinOutEvery how often old rows are looked for
 */
@ConfigurationProperties("parley.inbox")
record InboxProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("8d") Duration keep,
    @DefaultValue("10m") Duration thinOutEvery) {}
