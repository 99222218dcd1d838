package dev.parley.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Api;
import dev.parley.testing.ApiContract;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The files in {@code openapi/} say what is there: whoever changes a route changes them. */
@SearchServiceTest
class DescriptionIntegrationTests {

  @Test
  void itsApiIsAsItIsDescribed(
      @LocalServerPort int port,
      @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
      @Autowired ObjectMapper json) {
    ApiContract.of(Api.atPort(port).get("/internal/openapi").json(200))
        .assertSound()
        .assertDescribes(handlers, "dev.parley.search", json);
  }
}
