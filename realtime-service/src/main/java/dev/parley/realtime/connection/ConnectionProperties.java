package dev.parley.realtime.connection;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of connections; each can be set.
 *
 * @param allowedOrigins besides the origin that the request itself is sent to
 * @param maxPerAddress open at a time from one address; 0: any number
 * @param gateways pattern of the addresses that may name a client's; empty: loopback and private
 * @param outboundLimit what may wait for one client; more is not sent, and it hears of a gap
 * @param slowWithin how long a client may not have read what waits for it
 * @param joinsPerSecond who come at once join one after the other; 0: all at once
 * @param joinWait how long one may have to wait for that; whoever would wait longer is refused
 * @param framesPerSecond sustained; three seconds' worth may come at once
 */
@ConfigurationProperties("parley.realtime")
record ConnectionProperties(
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("5s") Duration helloWithin,
    @DefaultValue("25s") Duration heartbeat,
    @DefaultValue("64KB") DataSize maxFrame,
    @DefaultValue("1MB") DataSize outboundLimit,
    @DefaultValue("10s") Duration slowWithin,
    @DefaultValue("250") int joinsPerSecond,
    @DefaultValue("10s") Duration joinWait,
    @DefaultValue("20") int framesPerSecond,
    @DefaultValue("10") int mistakesAllowed,
    @DefaultValue("100") int maxWatched,
    @DefaultValue("50") int maxPerUser,
    @DefaultValue("1000") int maxPerAddress,
    @DefaultValue("") String gateways,
    @DefaultValue("50000") int maxConnections,
    @DefaultValue("5s") Duration closeWithin) {}
