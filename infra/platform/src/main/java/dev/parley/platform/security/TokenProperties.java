package dev.parley.platform.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What makes an access token acceptable, and which paths need none. */
@ConfigurationProperties("parley.security")
public record TokenProperties(
    @DefaultValue("lb://chat-service/.well-known/jwks.json") URI jwksUrl,
    @DefaultValue("parley") String issuer,
    @DefaultValue("parley") String audience,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue List<String> publicPaths) {}
