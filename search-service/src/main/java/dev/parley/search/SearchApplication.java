package dev.parley.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the search service. */
@SpringBootApplication
public class SearchApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(SearchApplication.class, arguments);
  }
}
