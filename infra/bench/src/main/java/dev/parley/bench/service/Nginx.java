package dev.parley.bench.service;

import dev.parley.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One nginx with one worker: a backend that answers from memory, or a proxy before one. */
public final class Nginx implements AutoCloseable {

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param keys what it answers where keys are asked for
   */
  public static Nginx backend(Path folder, String keys) throws IOException {
    return start(
        folder,
        """
        location = /jwks.json { default_type application/json; return 200 '%s'; }
        location / { default_type application/json; return 200 '{"status":"ok","items":[1,2,3]}'; }
        """
            .formatted(keys),
        "");
  }

  public static Nginx proxyBefore(Nginx backend, Path folder) throws IOException {
    return start(
        folder,
        """
        location / {
          proxy_pass http://backend;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
        }
        """,
        "upstream backend { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }"
            .formatted(backend.port));
  }

  /** With nchan, which lets whoever posts at {@code /pub} reach all who listen at {@code /sub}. */
  public static Nginx nchan(List<String> launcher, Path module, Path folder) throws IOException {
    return start(
        launcher,
        "load_module %s; worker_rlimit_nofile 16384;".formatted(module),
        folder,
        """
        location = /sub { nchan_subscriber websocket; nchan_channel_id room; }
        location = /pub {
          nchan_publisher websocket; nchan_channel_id room;
          nchan_message_buffer_length 1000;
        }
        """,
        "nchan_shared_memory_size 256m;");
  }

  private static Nginx start(Path folder, String locations, String upstream) throws IOException {
    return start(List.of(), "", folder, locations, upstream);
  }

  private static Nginx start(
      List<String> launcher, String main, Path folder, String locations, String upstream)
      throws IOException {
    int port = Ports.free();
    Files.createDirectories(folder);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        %5$s daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
        events { worker_connections 8192; }
        http {
          access_log off; keepalive_requests 100000000; server_tokens off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          %2$s
          server { listen 127.0.0.1:%3$d; %4$s }
        }
        """
            .formatted(folder, upstream, port, locations, main));
    List<String> line = new ArrayList<>(launcher);
    line.addAll(List.of("nginx", "-c", configuration.toString(), "-p", folder.toString()));
    var process = new ProcessBuilder(line).inheritIO().start();
    return new Nginx(process, port);
  }

  public int port() {
    return port;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
