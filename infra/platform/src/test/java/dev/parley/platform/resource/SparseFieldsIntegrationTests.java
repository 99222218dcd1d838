package dev.parley.platform.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code ?fields=} of a resource, of a list, and of what is neither. */
@GuestbookTest
class SparseFieldsIntegrationTests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Api ada = Api.at("");

  @BeforeEach
  void signIn(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    ada.post("/rooms/reset", null).assertStatus(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title                       | {'id':1,'title':'Bellevue'}",
        "id,title,title,,%20title%20 | {'id':1,'title':'Bellevue'}",
        "host.name                   | {'id':1,'host':{'name':'Ada'}}",
        "host.phone,host             | {'id':1,'host':{'name':'Ada','phone':'1'}}",
        "host,host.phone             | {'id':1,'host':{'name':'Ada','phone':'1'}}",
        "guests.phone                | {'id':1,'guests':[{'phone':null},{'phone':'3'}]}",
        "annex.annex.title           | {'id':1,'annex':null}",
        "furniture.bed.legs          | {'id':1,'furniture':{'bed':{'legs':4}}}",
        "furniture.lamps,prices      | {'id':1,'furniture':{'lamps':[1,2]},'prices':{'night':90}}",
        "furniture.sofa,prices.day   | {'id':1,'furniture':{},'prices':{}}",
      })
  void onlyWhatWasAskedForIsAnswered(String fields, String expected)
      throws JsonProcessingException {
    assertThat(ada.get("/rooms/1?fields=" + fields).json(200))
        .isEqualTo(JSON.readTree(expected.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rooms        | {'items':[{'id':1,'title':'Bellevue'}],'total':1,'page':1,'per_page':50,'has_next':false,'has_prev':false}",
        "/rooms/none   | {'items':[],'total':0,'page':1,'per_page':50,'has_next':false,'has_prev':false}",
        "/rooms/found  | {'items':[{'id':1,'title':'Bellevue'}],'note':'of one'}",
      })
  void whatALListSaysOfItselfStays(String path, String expected) throws JsonProcessingException {
    assertThat(ada.get(path + "?fields=title").json(200))
        .isEqualTo(JSON.readTree(expected.replace('\'', '"')));
    assertThat(ada.get("/rooms?limit=1&fields=title").json(200).fieldNames())
        .toIterable()
        .containsExactly("items", "next_cursor", "prev_cursor", "has_next", "has_prev");
  }

  @ParameterizedTest
  @CsvSource({
    "/rooms/1, rooom, 'known are id, title, host, guests, furniture, prices, visits, annex.'",
    "/rooms/1, host.age, 'known are host.name, host.phone.'",
    "/rooms/1, title.length, it has no parts.",
    "/rooms, total, 'known are id, title,'",
    "/rooms/none, x, 'known are id, title,'",
    "/rooms/1, annex.annex.x, 'known are annex.annex.id,'",
    "/rooms/1, host., 'known are host.name,'",
    "/rooms/1, class, known are",
  })
  void anUnknownNameIsRefusedAndTheKnownAreTold(String path, String fields, String told) {
    ada.get(path + "?fields=visits," + fields)
        .assertProblem(400, "request.unknown_field")
        .hasErrorAt("fields")
        .hasDetailContaining("'" + fields + "'")
        .hasDetailContaining(told);
  }

  @Test
  void nobodyAsksForMoreThanALineHolds() {
    ada.get("/rooms/1?fields=" + "a".repeat(501))
        .assertProblem(400, "request.invalid_parameter")
        .hasErrorAt("fields");
    ada.get("/rooms/1?fields=" + "furniture" + ".a".repeat(245)).assertStatus(200);
  }

  @Test
  void withoutNamesOrWithoutAResourceNothingIsLeftOut() {
    assertThat(ada.get("/rooms/1?fields=").json(200)).isEqualTo(ada.get("/rooms/1").json(200));
    assertThat(ada.get("/rooms/plan?fields=title").assertStatus(200).body()).hasSize(3);
    assertThat(ada.post("/rooms/visit?fields=nonsense", null).json(200)).hasSize(8);
  }
}
