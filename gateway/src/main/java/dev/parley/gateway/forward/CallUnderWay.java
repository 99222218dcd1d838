package dev.parley.gateway.forward;

import dev.parley.gateway.route.Stage;
import dev.parley.gateway.trace.Trace;
import io.netty.handler.codec.http.HttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerResponse;

/** Makes an instance's answer the exchange's, and tells of it. */
final class CallUnderWay implements InstanceCall.Listener {

  private final ServerWebExchange exchange;
  private final UpstreamFigures figures;
  private final String route;
  private final String method;
  private final Trace.Call told;
  private final long begin = System.nanoTime();

  CallUnderWay(
      ServerWebExchange exchange,
      UpstreamFigures figures,
      String route,
      String method,
      Trace.Call told) {
    this.exchange = exchange;
    this.figures = figures;
    this.route = route;
    this.method = method;
    this.told = told;
  }

  @Override
  public void begun(HttpResponse head, AnswerBody body) {
    int status = head.status().code();
    figures.answered(route, method, status, System.nanoTime() - begin);
    told.answered(status);
    exchange.getAttributes().put(Stage.ANSWER_HEAD, head);
    exchange.getAttributes().put(PassingOn.BODY, body);
    ServerHttpResponse response = exchange.getResponse();
    response.setRawStatusCode(status);
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    PassedHeaders.answer(head.headers(), server.responseHeaders());
  }

  @Override
  public void failed(Throwable why) {
    figures.failed(route, method, System.nanoTime() - begin);
    told.failed(why);
  }

  @Override
  public void cancelled() {
    told.cancelled();
  }
}
