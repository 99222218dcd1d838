package dev.parley.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** The page to read and try the API on, and the few files that it is made of. */
final class DocsPage {

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
  private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";
  private static final String CSS = "text/css;charset=UTF-8";

  private final Document page =
      Document.of(bytes("docs/index.html"), "text/html;charset=UTF-8", Duration.ofMinutes(5));
  private final Map<String, Document> files;

  DocsPage() {
    String webjar = WEBJAR + webjarVersion() + "/";
    files =
        Map.of(
            "start.js", Document.of(bytes("docs/start.js"), JAVASCRIPT, A_DAY),
            "page.css", Document.of(bytes("docs/page.css"), CSS, A_DAY),
            "swagger-ui.css", Document.of(bytes(webjar + "swagger-ui.css"), CSS, A_DAY),
            "swagger-ui-bundle.js",
                Document.of(bytes(webjar + "swagger-ui-bundle.js"), JAVASCRIPT, A_DAY),
            "favicon-32x32.png",
                Document.of(bytes(webjar + "favicon-32x32.png"), "image/png", A_DAY));
  }

  Document page() {
    return page;
  }

  @Nullable Document file(String name) {
    return files.get(name);
  }

  private static String webjarVersion() {
    try (InputStream text =
        new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties")
            .getInputStream()) {
      var properties = new Properties();
      properties.load(text);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String file) {
    try {
      return new ClassPathResource(file).getContentAsByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
