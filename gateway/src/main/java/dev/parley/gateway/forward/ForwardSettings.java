package dev.parley.gateway.forward;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param idleTimeout shorter than services keep connections that nothing comes on
 * @param maxHeaderSize of an answer
 */
@ConfigurationProperties("parley.gateway.upstream")
record ForwardSettings(
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("30s") Duration idleTimeout,
    @DefaultValue("16KB") DataSize maxHeaderSize) {}
