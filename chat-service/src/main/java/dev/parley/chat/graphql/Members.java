package dev.parley.chat.graphql;

import static java.util.stream.Collectors.groupingBy;

import dev.parley.chat.conversation.Memberships.Membership;
import dev.parley.chat.conversation.Memberships.Question;
import dev.parley.chat.graphql.Loaders.Part;
import dev.parley.platform.page.CursorCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Lists of members by name. */
@Component
class Members {

  private final CursorCodec cursors;

  Members(CursorCodec cursors) {
    this.cursors = cursors;
  }

  /**
   * @param members of many things, at most so many of each
   */
  Map<Part, Connection<Membership>> read(
      Collection<Part> asked,
      BiFunction<Collection<Question>, Integer, Map<Question, List<Membership>>> members) {
    Map<Part, Connection<Membership>> answers = new HashMap<>();
    asked.stream()
        .collect(groupingBy(part -> part.slice().limit()))
        .forEach(
            (limit, alike) -> {
              Map<Part, Question> questions = new HashMap<>();
              alike.forEach(part -> questions.put(part, question(part)));
              Map<Question, List<Membership>> found = members.apply(questions.values(), limit + 1);
              questions.forEach(
                  (part, question) ->
                      answers.put(
                          part,
                          Connection.of(
                              found.getOrDefault(question, List.of()),
                              part.slice(),
                              Function.identity(),
                              member -> cursor(part.of(), member),
                              null)));
            });
    return answers;
  }

  private Question question(Part part) {
    String after = part.slice().cursor();
    return new Question(
        part.of(), after == null ? null : cursors.decode(scope(part.of()), after).getFirst());
  }

  private String cursor(UUID of, Membership member) {
    return cursors.encode(scope(of), member.user().username());
  }

  private static String scope(UUID of) {
    return "members:" + of;
  }
}
