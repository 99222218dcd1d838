package dev.parley.gateway.socket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param idleTimeout without a byte either way; services send heartbeats long before
 * @param queue what may wait for one side before nothing more is read from the other
 * @param connectTimeout of the connection to the instance
 * @param closeWithin how long a side may take to close after the other has
 * @param retrySpread who is refused comes back within that, after a second
 * @param handshakesPerSecond more wait; 0: any number
 * @param handshakeWait who would wait longer is sent away; shorter than clients wait for an answer
 */
@ConfigurationProperties("parley.gateway.sockets")
record SocketSettings(
    @DefaultValue("90s") Duration idleTimeout,
    @DefaultValue("64KB") DataSize queue,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("5s") Duration closeWithin,
    @DefaultValue("5s") Duration retrySpread,
    @DefaultValue("250") int handshakesPerSecond,
    @DefaultValue("5s") Duration handshakeWait) {}
