package dev.parley.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Lists as every service answers them; the guest book has the entries 0 to 4. */
@GuestbookTest
class PageIntegrationTests {

  private Api ada = Api.at("");

  @BeforeEach
  void signIn(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 5, 50, false, false",
    "?page=1&per_page=2, 2, 2, true, false",
    "?page=2&per_page=2, 2, 2, true, true",
    "?page=3&per_page=2, 1, 2, false, true",
    "?page=4&per_page=2, 0, 2, false, true",
  })
  void aPageSaysWhereItIs(String query, int items, int perPage, boolean hasNext, boolean hasPrev) {
    JsonNode page = ada.get("/entries" + query).json(200);

    assertThat(page.required("items")).hasSize(items);
    assertThat(page.required("total").asInt()).isEqualTo(5);
    assertThat(page.required("per_page").asInt()).isEqualTo(perPage);
    assertThat(page.required("has_next").asBoolean()).isEqualTo(hasNext);
    assertThat(page.required("has_prev").asBoolean()).isEqualTo(hasPrev);
  }

  @ParameterizedTest
  @CsvSource({
    "/entries?page=0, page",
    "/entries?page=-1, page",
    "/entries?page=one, page",
    "/entries?page=10001, page",
    "/entries?page=99999999999, page",
    "/entries?per_page=0, per_page",
    "/entries?per_page=101, per_page",
    "/feed?limit=0, limit",
    "/feed?limit=101, limit",
    "/feed?limit=1e2, limit",
  })
  void numbersOutOfRangeAreNamed(String path, String parameter) {
    ada.get(path).assertProblem(400, "request.invalid_parameter").hasErrorAt(parameter);
  }

  @Test
  void cursorsLeadThroughAFeedWithoutGapOrRepetition() {
    List<Integer> seen = new ArrayList<>();
    String query = "?limit=2";
    while (true) {
      JsonNode page = ada.get("/feed" + query).json(200);
      page.required("items").forEach(item -> seen.add(item.asInt()));
      if (!page.required("has_next").asBoolean()) {
        assertThat(page.required("next_cursor").isNull()).isTrue();
        break;
      }
      query = "?limit=2&before=" + page.required("next_cursor").asText();
    }

    assertThat(seen).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aFeedIsReadInOneDirection() {
    ada.get("/feed?before=a&after=b").assertProblem(400, "request.invalid_parameter");
    ada.get("/feed?before=made-up").assertProblem(400, "cursor.invalid");
  }
}
