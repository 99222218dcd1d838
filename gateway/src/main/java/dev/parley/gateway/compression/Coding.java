package dev.parley.gateway.compression;

/** How a body may be compressed. Of those that a client likes as well, the first is taken. */
enum Coding {
  BR("br"),
  GZIP("gzip"),
  DEFLATE("deflate");

  private final String token;

  Coding(String token) {
    this.token = token;
  }

  /** As headers name it. */
  String token() {
    return token;
  }
}
