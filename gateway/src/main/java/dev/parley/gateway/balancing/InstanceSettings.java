package dev.parley.gateway.balancing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How instances are found and watched.
 *
 * @param probePath answered with 200 by an instance that is ready
 * @param probeInterval between two looks at discovery and at each instance
 * @param probeTimeout after which no answer is an answer
 */
@ConfigurationProperties("parley.gateway.instances")
record InstanceSettings(
    @DefaultValue("/readyz") String probePath,
    @DefaultValue("1s") Duration probeInterval,
    @DefaultValue("1s") Duration probeTimeout) {}
