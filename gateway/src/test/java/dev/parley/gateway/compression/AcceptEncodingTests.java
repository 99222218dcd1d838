package dev.parley.gateway.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTests {

  private final AcceptEncoding all = new AcceptEncoding(EnumSet.allOf(Coding.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | BR",
        "gzip, deflate | GZIP",
        "deflate | DEFLATE",
        "x-gzip | GZIP",
        "GZIP | GZIP",
        "br;q=0.5, gzip | GZIP",
        "br;q=0.9, gzip;q=0.8 | BR",
        "br;q=0.501 , gzip ; q=0.502 | GZIP",
        "gzip;q=0, br;q=0.001 | BR",
        "br;q=0, gzip;q=0, deflate;q=0.1 | DEFLATE",
        "* | BR",
        "*, br;q=0 | GZIP",
        "*;q=0, gzip | GZIP",
        "identity | ",
        "identity, gzip;q=0.5 | ",
        "identity;q=0.5, gzip;q=0.5 | GZIP",
        "identity;q=0, gzip;q=0.1 | GZIP",
        "gzip;q=0 | ",
        "gzip;q=nonsense | ",
        "gzip;level=9 | ",
        "zstd, compress | ",
        "gzipped, brotli | ",
        "'' | ",
        "' , ,;' | ",
        "gzip;q=1.000, br;q=1.0 | BR",
        "gzip;q=9 | GZIP",
      })
  void whatTheClientLikesBestIsTaken(String header, @Nullable Coding expected) {
    assertThat(all.preferred(List.of(header))).isEqualTo(expected);
  }

  @Test
  void severalHeadersAreOneAndNoneIsNone() {
    assertThat(all.preferred(List.of("gzip;q=0.2", "deflate"))).isEqualTo(Coding.DEFLATE);
    assertThat(all.preferred(List.of())).isNull();
  }

  @Test
  void whereBrotliDoesNotRunItIsNotOffered() {
    var without = new AcceptEncoding(EnumSet.of(Coding.GZIP, Coding.DEFLATE));

    assertThat(without.preferred(List.of("br, gzip;q=0.1"))).isEqualTo(Coding.GZIP);
    assertThat(without.preferred(List.of("br"))).isNull();
  }
}
