package dev.parley.gateway.cache;

import java.util.List;
import java.util.Map;
import reactor.netty.http.client.HttpClientResponse;

/** The beginning of an answer as it came from the service. */
record ServiceHead(HttpClientResponse response) implements AnswerHead {

  @Override
  public int status() {
    return response.status().code();
  }

  @Override
  public List<String> headers(String name) {
    return response.responseHeaders().getAll(name);
  }

  @Override
  public void each(Reader reader) {
    for (Map.Entry<String, String> header : response.responseHeaders()) {
      reader.header(header.getKey(), header.getValue());
    }
  }
}
