package dev.parley.platform.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What makes an access token acceptable, and what paths ask of it.
 *
 * @param tokenUrl where API tokens are exchanged for access tokens
 * @param publicPaths need none
 * @param sessionPaths take no API token, whatever its scopes
 * @param readByPostPaths change nothing, though they are posted to
 */
@ConfigurationProperties("parley.security")
public record TokenProperties(
    @DefaultValue("lb://chat-service/.well-known/jwks.json") URI jwksUrl,
    @DefaultValue("lb://chat-service/api/v1/auth/token") URI tokenUrl,
    @DefaultValue("parley") String issuer,
    @DefaultValue("parley") String audience,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue List<String> publicPaths,
    @DefaultValue List<String> sessionPaths,
    @DefaultValue List<String> readByPostPaths) {}
