package dev.parley.search.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SearchServiceTest
class SavedSearchesIntegrationTests {
  private static final String PATH = "/api/v1/search/saved";

  @Test
  void areKeptByNameAndSeenByNobodyElse(@LocalServerPort int port) {
    Api me = of(port, "keeper-" + UUID.randomUUID());
    Api other = of(port, "other-" + UUID.randomUUID());
    JsonNode second = me.post(PATH, Map.of("name", "b", "query", "q=loom")).json(201);
    me.post(PATH, Map.of("name", "a", "query", "q=weave&order=newest")).json(201);

    assertThat(me.get(PATH).json(200).required("items").findValuesAsText("name"))
        .containsExactly("a", "b");
    JsonNode first = me.get(PATH + "?limit=1").json(200);
    assertThat(first.at("/items/0/name").asText()).isEqualTo("a");
    JsonNode rest =
        me.get(PATH + "?limit=1&before=" + first.required("next_cursor").asText()).json(200);
    assertThat(rest.at("/items/0/name").asText()).isEqualTo("b");
    assertThat(rest.required("has_next").asBoolean()).isFalse();
    assertThat(other.get(PATH).json(200).required("items")).isEmpty();
    String id = second.required("id").asText();
    assertThat(other.delete(PATH + "/" + id).status()).isEqualTo(404);
    assertThat(me.delete(PATH + "/" + id).status()).isEqualTo(204);
    assertThat(me.get(PATH).json(200).required("items")).hasSize(1);
  }

  @Test
  void aNameIsTakenOnce(@LocalServerPort int port) {
    Api me = of(port, "namer-" + UUID.randomUUID());
    Map<String, String> search = Map.of("name", "x", "query", "q=loom");
    me.post(PATH, search).json(201);

    assertThat(me.post(PATH, search).json(409).required("code").asText())
        .isEqualTo("saved_search.name_taken");
    assertThat(
            me.post(PATH, Map.of("name", " ", "query", "q=x"))
                .json(400)
                .at("/errors/0/pointer")
                .asText())
        .contains("name");
  }

  /** Who opens it later is not to find out then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order=newest | request.invalid_parameter | q",
        "q=loom&order=sideways | request.invalid_parameter | order",
        "q=loom&q=weave | request.invalid_parameter | q",
        "q=loom&nothing=1 | request.invalid_parameter | nothing",
        "q=%zz | request.invalid_parameter | /query",
        "q=loom&after=AQ | cursor.invalid |"
      })
  void whatCouldNotBeSearchedIsNotKept(
      String query, String code, @Nullable String where, @LocalServerPort int port) {
    Api me = of(port, "checked-" + UUID.randomUUID());

    JsonNode problem = me.post(PATH, Map.of("name", "x", "query", query)).json(400);

    assertThat(problem.required("code").asText()).isEqualTo(code);
    assertThat(problem.at("/errors").findValuesAsText("pointer"))
        .isEqualTo(where == null ? List.of() : List.of(where));
    assertThat(me.get(PATH).json(200).required("items")).isEmpty();
  }

  private static Api of(int port, String user) {
    return Api.atPort(port).as(TestTokens.userToken(user).value());
  }
}
