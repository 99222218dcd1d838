package dev.parley.gateway.balancing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be tried once more after an instance broke off.
 *
 * @param tries of one request, the first included
 * @param share of all requests
 * @param perSecond however few requests there are
 * @param most that are saved up
 */
@ConfigurationProperties("parley.gateway.retry")
record RetrySettings(
    @DefaultValue("3") int tries,
    @DefaultValue("0.1") double share,
    @DefaultValue("10") int perSecond,
    @DefaultValue("100") int most) {}
