package dev.parley.gateway.cache;

import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The beginning of an answer as it came from the service. */
record ServiceHead(HttpResponse response) implements AnswerHead {

  @Override
  public int status() {
    return response.status().code();
  }

  @Override
  public List<String> headers(String name) {
    return response.headers().getAll(name);
  }

  @Override
  public void each(Reader reader) {
    for (Map.Entry<String, String> header : response.headers()) {
      reader.header(header.getKey(), header.getValue());
    }
  }
}
