package dev.parley.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.local.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A Boot jar unpacked to a plain jar with its libraries beside it, as {@code -Djarmode=tools
 * extract} does but without a JVM for it: it starts a quarter faster so, and only so can an AOT
 * cache be used. The folder is named by the jar's content.
 */
record BootApplication(Path folder) {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String MANIFEST = JarFile.MANIFEST_NAME;

  static BootApplication unpack(Service service, Path jar, Home home) {
    if (!Files.isRegularFile(jar)) {
      throw new LaunchException("Not built: " + jar + ". Build it: mvn -Dquick package");
    }
    try {
      Path folder = home.apps().resolve(service.id() + "-" + hash(jar));
      if (!Files.isDirectory(folder)) {
        Path half = Files.createTempDirectory(home.apps(), "unpacking-");
        unpack(jar, half);
        moveUnlessThere(half, folder);
      }
      deleteOthers(home, service, folder);
      return new BootApplication(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + jar, e);
    }
  }

  Path jar() {
    return folder.resolve("app.jar");
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    List<String> libraries = new ArrayList<>();
    try (JarFile from = new JarFile(jar.toFile())) {
      for (JarEntry entry : entries(from)) {
        if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
          String name = "lib/" + entry.getName().substring(LIBRARIES.length());
          libraries.add(name);
          try (InputStream in = from.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name));
          }
        }
      }
      try (OutputStream out = Files.newOutputStream(folder.resolve("app.jar"));
          JarOutputStream to = new JarOutputStream(out, manifest(from, libraries))) {
        for (JarEntry entry : entries(from)) {
          if (isOurs(entry)) {
            JarEntry copy = new JarEntry(plainName(entry));
            copy.setTime(entry.getTime());
            to.putNextEntry(copy);
            try (InputStream in = from.getInputStream(entry)) {
              in.transferTo(to);
            }
          }
        }
      }
    }
  }

  /** Boot leaves most of META-INF where plain jars have it, the version of the build among it. */
  private static boolean isOurs(JarEntry entry) {
    String name = entry.getName();
    return (name.startsWith(CLASSES) && !name.equals(CLASSES))
        || (name.startsWith("META-INF/") && !entry.isDirectory() && !name.equals(MANIFEST));
  }

  private static String plainName(JarEntry entry) {
    String name = entry.getName();
    return name.startsWith(CLASSES) ? name.substring(CLASSES.length()) : name;
  }

  private static Manifest manifest(JarFile boot, List<String> libraries) throws IOException {
    Manifest manifest = new Manifest(boot.getManifest());
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MAIN_CLASS, main.getValue("Start-Class"));
    main.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
    return manifest;
  }

  private static List<JarEntry> entries(JarFile jar) {
    List<JarEntry> entries = new ArrayList<>();
    for (Enumeration<JarEntry> each = jar.entries(); each.hasMoreElements(); ) {
      entries.add(each.nextElement());
    }
    return entries;
  }

  private static void moveUnlessThere(Path half, Path folder) throws IOException {
    try {
      Files.move(half, folder);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      Folders.delete(half);
    }
  }

  private static void deleteOthers(Home home, Service service, Path keep) throws IOException {
    try (Stream<Path> all = Files.list(home.apps())) {
      all.filter(path -> path.getFileName().toString().matches(service.id() + "-[0-9a-f]{16}"))
          .filter(path -> !path.equals(keep))
          .forEach(Folders::delete);
    }
  }

  /**
   * Of what its table of contents says of each entry, checksum included: reading all of six jars
   * takes longer than starting a service.
   */
  private static String hash(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (JarEntry entry : entries(file)) {
        String line = "%s %d %x\n".formatted(entry.getName(), entry.getSize(), entry.getCrc());
        digest.update(line.getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
