package dev.parley.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Both forms of a list, and how its answers lead on; the guest book has the entries 0 to 4. */
@GuestbookTest
class ListLinksIntegrationTests {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"([a-z]+)\"(?:, )?");

  private Api ada = Api.at("");

  @BeforeEach
  void signIn(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  @ParameterizedTest
  @CsvSource({
    "'', , , page=1&per_page=50, page=1&per_page=50",
    "per_page=2&page=1&x=%20, x=%20&page=2&per_page=2, , x=%20&page=1&per_page=2, x=%20&page=3&per_page=2",
    "page=2&per_page=2, page=3&per_page=2, page=1&per_page=2, page=1&per_page=2, page=3&per_page=2",
    "page=3&per_page=2, , page=2&per_page=2, page=1&per_page=2, page=3&per_page=2",
    "page=9&per_page=2, , page=3&per_page=2, page=1&per_page=2, page=3&per_page=2",
    "a&%70age=2&b=, , a&b=&page=1&per_page=50, a&b=&page=1&per_page=50, a&b=&page=1&per_page=50",
  })
  void aPageLinksToItsNeighboursAndEnds(
      String query, String next, String prev, String first, String last) {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("next", next);
    expected.put("prev", prev);
    expected.put("first", first);
    expected.put("last", last);
    expected.values().removeIf(path -> path == null);
    expected.replaceAll((relation, path) -> "/visits?" + path);

    assertThat(links("/visits?" + query)).containsExactlyEntriesOf(expected);
  }

  @Test
  void cursorsAreFollowedByLinksAlone() {
    List<Integer> seen = new ArrayList<>();
    String path = "/visits?limit=2&mood=merry";
    while (path != null) {
      assertThat(path).startsWith("/visits?").contains("mood=merry").contains("limit=2");
      JsonNode page = ada.get(path).json(200);
      page.required("items").forEach(item -> seen.add(item.asInt()));
      Map<String, String> links = links(path);
      assertThat(links).containsEntry("first", "/visits?mood=merry&limit=2");
      path = links.get("next");
    }

    assertThat(seen).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void linksLeadToTheListThatTheCursorsAreOf() {
    assertThat(links("/visits/of-old?limit=2&x=1").get("next"))
        .startsWith("/visits?before=")
        .endsWith("&limit=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=1&limit=2",
        "per_page=1&before=x",
        "before=x&after=y",
        "around=x",
        "limit=2&around=x"
      })
  void theFormsDoNotMix(String query) {
    ada.get("/visits?" + query).assertProblem(400, "request.invalid_parameter");
  }

  @Test
  void whoPagesTooDeepIsToldOfCursors() {
    ada.get("/visits?page=10001")
        .assertProblem(400, "request.invalid_parameter")
        .hasErrorAt("page")
        .hasDetailContaining("'before'");
  }

  private Map<String, String> links(String path) {
    Map<String, String> links = new LinkedHashMap<>();
    LINK.matcher(ada.get(path).assertStatus(200).header("Link"))
        .results()
        .forEach(link -> links.put(link.group(2), link.group(1)));
    return links;
  }
}
