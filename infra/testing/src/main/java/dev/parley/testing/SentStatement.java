package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/** A statement as it went to the database, with the values it went with. */
public record SentStatement(String sql, List<ParameterSetOperation> parameters) {

  static SentStatement of(QueryInfo query) {
    var batches = query.getParametersList();
    return new SentStatement(
        query.getQuery(), batches.isEmpty() ? List.of() : List.copyOf(batches.getFirst()));
  }

  /** The plan that the database would follow with these values. */
  public JsonNode plan(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("EXPLAIN (FORMAT JSON) " + sql)) {
      for (ParameterSetOperation parameter : parameters) {
        parameter.getMethod().invoke(statement, parameter.getArgs());
      }
      try (ResultSet plan = statement.executeQuery()) {
        plan.next();
        return Json.read(plan.getString(1)).get(0).required("Plan");
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("what set it once sets it again: " + sql, e);
    }
  }

  /** The tables that the plan reads from end to end. */
  public List<String> sequentialScans(Connection connection) throws SQLException {
    return plan(connection).findParents("Node Type").stream()
        .filter(node -> node.path("Node Type").asText().endsWith("Seq Scan"))
        .map(node -> node.path("Relation Name").asText())
        .toList();
  }

  @Override
  public String toString() {
    return sql.strip().replaceAll("\\s+", " ");
  }
}
