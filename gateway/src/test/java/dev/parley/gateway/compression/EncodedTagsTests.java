package dev.parley.gateway.compression;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedTagsTests {

  @ParameterizedTest
  @CsvSource({
    "'\"a1.b2\"', '\"a1.b2--br\"'",
    "'W/\"a1\"', 'W/\"a1\"'",
    "nonsense, nonsense",
    "'\"', '\"'",
  })
  void otherBytesHaveAnotherTag(String tag, String compressed) {
    assertThat(EncodedTags.encoded(tag, Coding.BR)).isEqualTo(compressed);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a1.b2--br\"', '\"a1.b2\"'",
    "'\"a--gzip\", \"b\", W/\"c\", \"d--deflate\"', '\"a\", \"b\", W/\"c\", \"d\"'",
    "'\"a--zip\"', '\"a--zip\"'",
    "'\"a--br-b\"', '\"a--br-b\"'",
    "*, *",
  })
  void servicesAreAskedByTheirOwn(String asked, String handedOn) {
    assertThat(EncodedTags.decoded(asked)).isEqualTo(handedOn);
  }

  @ParameterizedTest
  @CsvSource({
    ", BR, '\"a\"'",
    "'\"a\"', BR, '\"a\"'",
    "'\"a--gzip\"', BR, '\"a--gzip\"'",
    "'\"a--gzip\", \"a--br\"', BR, '\"a--br\"'",
    "'\"a--gzip\", \"a\"', , '\"a\"'",
    "'\"b--br\", \"a--gzip\"', BR, '\"a--gzip\"'",
    "*, BR, '\"a\"'",
  })
  void whatHasNotChangedIsCalledAsTheClientCallsIt(
      @Nullable String ifNoneMatch, @Nullable Coding preferred, String named) {
    assertThat(EncodedTags.unchanged("\"a\"", ifNoneMatch, preferred)).isEqualTo(named);
  }
}
