package dev.parley.chat.graphql;

import graphql.parser.ParserOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one query may ask of the service.
 *
 * @param maxDepth fields within fields
 * @param maxCost objects that could come back at most (see {@link Cost})
 * @param maxFields fields, each fragment counted wherever it is spread; likewise the next two
 * @param maxAliases fields under another name
 * @param maxDirectives uses of directives
 * @param maxTokens words and signs of the query's text
 * @param maxCharacters of the query's text
 * @param maxText characters of messages, with what clients keep with them, in one answer
 * @param timeout after which nothing more is read; less than the gateway waits, with time for the
 *     statement that runs then
 */
@ConfigurationProperties("parley.graphql")
record GraphQlLimits(
    @DefaultValue("8") int maxDepth,
    @DefaultValue("5000") long maxCost,
    @DefaultValue("500") int maxFields,
    @DefaultValue("20") int maxAliases,
    @DefaultValue("20") int maxDirectives,
    @DefaultValue("2500") int maxTokens,
    @DefaultValue("50000") int maxCharacters,
    @DefaultValue("4000000") long maxText,
    @DefaultValue("4s") Duration timeout) {

  /** How many entries of a list one may ask for, be it by number or by ids. */
  static final int MAX_ENTRIES = 100;

  static final int DEFAULT_ENTRIES = 20;

  private static final int MAX_BLANKS = 10_000;
  private static final int MAX_RULES = 200;

  ParserOptions parserOptions() {
    return ParserOptions.newParserOptions()
        .maxTokens(maxTokens)
        .maxCharacters(maxCharacters)
        .maxWhitespaceTokens(MAX_BLANKS)
        .maxRuleDepth(MAX_RULES)
        .captureIgnoredChars(false)
        .captureLineComments(false)
        .build();
  }
}
