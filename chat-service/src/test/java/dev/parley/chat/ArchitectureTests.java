package dev.parley.chat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which feature may know which. What is not listed is not allowed. */
@AnalyzeClasses(packages = "dev.parley.chat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  private static final DescribedPredicate<JavaClass> LIBRARIES =
      resideOutsideOfPackage("dev.parley..").or(resideInAPackage("dev.parley.platform.."));

  @ArchTest static final ArchRule event = feature("event");

  /** What is published is one of its records, each of which is held against its schema. */
  @ArchTest
  static final ArchRule publishing =
      noClasses()
          .that()
          .resideOutsideOfPackage(folder("event"))
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "dev\\.parley\\.platform\\.(event\\.Event(Factory|Envelope)|outbox\\.OutboxEvent)");

  @ArchTest static final ArchRule token = feature("token");
  @ArchTest static final ArchRule setting = feature("setting", "event");
  @ArchTest static final ArchRule account = feature("account", "event", "setting", "token");
  @ArchTest static final ArchRule conversation = feature("conversation", "event");
  @ArchTest static final ArchRule file = feature("file", "conversation", "setting");

  @ArchTest
  static final ArchRule message =
      feature("message", "conversation", "event", "file", "project", "setting", "tag");

  @ArchTest static final ArchRule target = feature("target", "conversation");
  @ArchTest static final ArchRule tag = feature("tag", "conversation", "event", "target");
  @ArchTest static final ArchRule character = feature("character", "conversation", "message");

  @ArchTest
  static final ArchRule annotation = feature("annotation", "conversation", "event", "target");

  @ArchTest static final ArchRule retelling = feature("retelling", "event");
  @ArchTest static final ArchRule bulk = feature("bulk", "conversation", "tag");
  @ArchTest static final ArchRule project = feature("project", "conversation", "event");

  @ArchTest
  static final ArchRule imports = feature("imports", "conversation", "message", "setting");

  @ArchTest
  static final ArchRule graphql =
      feature("graphql", "account", "conversation", "event", "message", "project");

  private static ArchRule feature(String name, String... others) {
    DescribedPredicate<JavaClass> allowed = LIBRARIES.or(resideInAPackage(folder(name)));
    for (String other : others) {
      allowed = allowed.or(resideInAPackage(folder(other)));
    }
    return classes()
        .that()
        .resideInAPackage(folder(name))
        .should()
        .onlyDependOnClassesThat(allowed);
  }

  private static String folder(String feature) {
    return "dev.parley.chat." + feature + "..";
  }
}
