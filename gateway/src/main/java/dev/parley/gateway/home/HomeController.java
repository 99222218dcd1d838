package dev.parley.gateway.home;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says to whoever opens the URL in a browser that it is the right one. */
@RestController
class HomeController {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Parley</title>
      <style>
        :root { color-scheme: light dark }
        body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem }
      </style>
      <h1>Parley is up.</h1>
      <p>This address is for clients of the API: sign in at <code>POST /api/v1/auth/login</code>,
      listen at <code>/ws</code>. All of it, and a page to try it on: <a href="/docs">/docs</a>.
      How everything behind it fares: <a href="/api/health">/api/health</a>.</p>
      </html>
      """;

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  String home() {
    return PAGE;
  }
}
