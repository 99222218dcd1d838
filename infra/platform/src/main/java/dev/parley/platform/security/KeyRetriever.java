package dev.parley.platform.security;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;

/** Fetches public keys from the first instance that answers. */
final class KeyRetriever implements ResourceRetriever {

  private static final int CONNECT_MS = 1000;
  private static final int READ_MS = 2000;
  private static final int MAX_BYTES = 64 * 1024;

  private final ServiceAddress source;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(CONNECT_MS, READ_MS, MAX_BYTES);

  KeyRetriever(ServiceAddress source) {
    this.source = source;
  }

  @Override
  public Resource retrieveResource(URL ignored) throws IOException {
    IOException last = new IOException("no instance of " + source.address() + " is known yet");
    for (URI candidate : source.candidates()) {
      try {
        return http.retrieveResource(candidate.toURL());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
