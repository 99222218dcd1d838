package dev.parley.local.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Boot jars, in layout, of {@link StandIn}, where a build would have left the services'. */
final class StandIns {
  private StandIns() {}

  static void buildAll(Path root) {
    for (Service service : Service.values()) {
      build(service.jar(root), service.id());
    }
  }

  static void build(Path jar, String content) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Start-Class", StandIn.class.getName());
    try {
      Files.createDirectories(jar.getParent());
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        String name = StandIn.class.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry("BOOT-INF/classes/" + name));
        try (InputStream in = StandIn.class.getResourceAsStream("/" + name)) {
          Objects.requireNonNull(in).transferTo(out);
        }
        out.putNextEntry(new JarEntry("BOOT-INF/classes/content.txt"));
        out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        out.putNextEntry(new JarEntry("BOOT-INF/lib/some-library.jar"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
