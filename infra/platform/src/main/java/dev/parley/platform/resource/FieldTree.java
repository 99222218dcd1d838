package dev.parley.platform.resource;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of {@code a,b.c} as a tree.
 *
 * @param members empty: the whole of it
 */
record FieldTree(Map<String, FieldTree> members) {

  static FieldTree of(String fields) {
    var root = new FieldTree(new LinkedHashMap<>());
    for (int from = 0; from <= fields.length(); ) {
      int comma = fields.indexOf(',', from);
      int end = comma < 0 ? fields.length() : comma;
      String path = fields.substring(from, end).strip();
      if (!path.isEmpty()) {
        root.add(path);
      }
      from = end + 1;
    }
    return root;
  }

  boolean isWhole() {
    return members.isEmpty();
  }

  /** Who asked for the whole gets it, whatever part of it is asked for as well. */
  private void add(String path) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    FieldTree known = members.get(name);
    if (known != null && known.isWhole()) {
      return;
    }
    if (dot < 0) {
      members.put(name, new FieldTree(Map.of()));
      return;
    }
    members
        .computeIfAbsent(name, _ -> new FieldTree(new LinkedHashMap<>()))
        .add(path.substring(dot + 1));
  }
}
