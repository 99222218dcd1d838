package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.local.process.Command;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ports;
import dev.parley.local.process.Ready;
import dev.parley.local.process.StopSignal;
import dev.parley.local.process.Tools;
import dev.parley.testing.s3.S3Main;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A server that speaks S3 and checks signatures, with one empty bucket, in a JVM of its own. */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "parley";
  public static final String ACCESS_KEY = "test-access-key";
  public static final String SECRET_KEY = "test-secret-key";

  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Path folder;
  private final int port = Ports.free();
  private final ManagedProcess process;

  private S3Server() throws IOException {
    folder = Files.createTempDirectory("parley-s3-");
    Path data = Files.createDirectory(folder.resolve("data"));
    process =
        ManagedProcess.start(
            new Command(
                "s3",
                line(endpoint(), data),
                Map.of(),
                folder,
                folder.resolve("s3.log"),
                StopSignal.TERM,
                false,
                started -> {}));
    Ready.await(process, START_WITHIN, this::connect);
  }

  public static S3Server start() {
    try {
      return new S3Server();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where the bucket's objects are, as files. */
  public Path bucket() {
    return folder.resolve("data").resolve(BUCKET);
  }

  /** Freezes it: connections stay open and nobody answers. */
  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
  }

  @Override
  public void close() {
    process.resume();
    process.stop(STOP_WITHIN);
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  private static List<String> line(URI endpoint, Path data) throws IOException {
    return List.of(
        Tools.java(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-cp",
        own() + File.pathSeparator + classPath(),
        S3Main.class.getName(),
        endpoint.toString(),
        data.toString(),
        BUCKET,
        ACCESS_KEY,
        SECRET_KEY);
  }

  private static String classPath() throws IOException {
    try (InputStream in = S3Main.class.getResourceAsStream("classpath.txt")) {
      if (in == null) {
        throw new IOException("the S3 server's class path is missing: build infra/testing/s3");
      }
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }

  private static Path own() {
    try {
      return Path.of(S3Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
