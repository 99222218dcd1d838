package dev.parley.search.owner;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where conversations come from.
 *
 * @param url a fixed address, or {@code lb://} and the name of a service
 */
@ConfigurationProperties("search.owner")
record OwnerSettings(@DefaultValue("lb://chat-service") URI url) {}
