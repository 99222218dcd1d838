package dev.parley.search.engine;

import dev.parley.search.text.Language;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param engine which one answers
 * @param folder where instances on this machine keep their Lucene indexes; empty: in one that goes
 *     with the instance, so that each start fills it anew
 * @param languages whose endings are known; the first is taken for texts that show none of them
 */
@ConfigurationProperties("search")
public record SearchSettings(
    @DefaultValue("lucene") Choice engine,
    @DefaultValue("") String folder,
    @DefaultValue("english") List<Language> languages) {

  /** The two there are. */
  public enum Choice {
    LUCENE,
    POSTGRES
  }
}
