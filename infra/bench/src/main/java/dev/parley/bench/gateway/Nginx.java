package dev.parley.bench.gateway;

import dev.parley.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One nginx with one worker: a backend that answers from memory, or a proxy before one. */
final class Nginx implements AutoCloseable {

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param keys what it answers where keys are asked for
   */
  static Nginx backend(Path folder, String keys) throws IOException {
    return start(
        folder,
        """
        location = /jwks.json { default_type application/json; return 200 '%s'; }
        location / { default_type application/json; return 200 '{"status":"ok","items":[1,2,3]}'; }
        """
            .formatted(keys),
        "");
  }

  static Nginx proxyBefore(Nginx backend, Path folder) throws IOException {
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

  private static Nginx start(Path folder, String locations, String upstream) throws IOException {
    int port = Ports.free();
    Files.createDirectories(folder);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
        events { worker_connections 4096; }
        http {
          access_log off; keepalive_requests 100000000; server_tokens off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          %2$s
          server { listen 127.0.0.1:%3$d; %4$s }
        }
        """
            .formatted(folder, upstream, port, locations));
    var process =
        new ProcessBuilder("nginx", "-c", configuration.toString(), "-p", folder.toString())
            .inheritIO()
            .start();
    return new Nginx(process, port);
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
