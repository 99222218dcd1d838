package dev.parley.platform.security;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * Fetches public keys from a fixed address or, for {@code lb://service/path}, from the first
 * instance of the service that answers.
 */
final class KeyRetriever implements ResourceRetriever {

  private static final int CONNECT_MS = 1000;
  private static final int READ_MS = 2000;
  private static final int MAX_BYTES = 64 * 1024;

  private final URI source;
  private final ObjectProvider<DiscoveryClient> discovery;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(CONNECT_MS, READ_MS, MAX_BYTES);

  KeyRetriever(URI source, ObjectProvider<DiscoveryClient> discovery) {
    this.source = source;
    this.discovery = discovery;
  }

  @Override
  public Resource retrieveResource(URL ignored) throws IOException {
    IOException last = new IOException("no instance of " + source.getHost() + " is known yet");
    for (URI candidate : candidates()) {
      try {
        return http.retrieveResource(candidate.toURL());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private List<URI> candidates() {
    if (!"lb".equals(source.getScheme())) {
      return List.of(source);
    }
    return discovery.getObject().getInstances(source.getHost()).stream()
        .map(instance -> instance.getUri().resolve(source.getPath()))
        .toList();
  }
}
