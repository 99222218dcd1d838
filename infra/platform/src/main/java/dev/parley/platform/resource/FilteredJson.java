package dev.parley.platform.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import java.io.IOException;

/**
 * Writes what a filter lets through. Objects and arrays of which nothing is left stay, empty: of
 * all the ways there are to begin one, Jackson's filter sees to that in the plainest only.
 */
final class FilteredJson extends FilteringGeneratorDelegate {

  FilteredJson(JsonGenerator all, TokenFilter filter) {
    super(all, filter, TokenFilter.Inclusion.INCLUDE_NON_NULL, true);
  }

  @Override
  public void writeStartObject(Object value) throws IOException {
    writeStartObject();
  }

  @Override
  public void writeStartObject(Object value, int size) throws IOException {
    writeStartObject();
  }

  @Override
  public void writeStartArray(Object value) throws IOException {
    writeStartArray();
  }

  @Override
  public void writeStartArray(Object value, int size) throws IOException {
    writeStartArray();
  }
}
