package dev.parley.chat.file;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Ends the wait for a body of which nothing comes; of headers the container has its own. */
@Component
final class SilentBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final int millis;

  SilentBodies(FileProperties properties) {
    this.millis = Math.toIntExact(properties.uploads().silentFor().toMillis());
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addConnectorCustomizers(
        connector -> {
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setDisableUploadTimeout(false);
            http.setConnectionUploadTimeout(millis);
          }
        });
  }
}
