package dev.parley.chat.file;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Closes the connection on which an answer came to an end before its announced length. The
 * container would keep it open, and the client wait for the rest for ever.
 */
@Component
final class BrokenAnswers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final String BROKEN = BrokenAnswers.class.getName();

  static void breakOff(HttpServletRequest request) {
    request.setAttribute(BROKEN, true);
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new Closing());
  }

  private static final class Closing extends ValveBase {

    Closing() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      getNext().invoke(request, response);
      if (request.getAttribute(BROKEN) != null) {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
      }
    }
  }
}
