package dev.parley.gateway.headers;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What an installation decides of it.
 *
 * @param cacheControl by the kind of path, where a service says nothing
 */
@ConfigurationProperties("parley.gateway")
record HeaderSettings(
    @DefaultValue Set<String> allowedOrigins,
    @DefaultValue("") String cdnUrl,
    @Name("cache-control") CacheControl cacheControl) {

  record CacheControl(
      @DefaultValue List<CacheControls.Kind> kinds,
      @DefaultValue("private, no-cache") String otherwise) {}

  Cors cors() {
    return new Cors(allowedOrigins);
  }

  SecurityHeaders security() {
    return new SecurityHeaders(cdnUrl.isBlank() ? List.of() : List.of(origin(cdnUrl)));
  }

  CacheControls cacheControls() {
    return new CacheControls(cacheControl.kinds(), cacheControl.otherwise());
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
