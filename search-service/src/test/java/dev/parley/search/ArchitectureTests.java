package dev.parley.search;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which feature may know which. What is not listed is not allowed. */
@AnalyzeClasses(
    packages = "dev.parley.search",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  private static final DescribedPredicate<JavaClass> LIBRARIES =
      resideOutsideOfPackage("dev.parley..").or(resideInAPackage("dev.parley.platform.."));

  @ArchTest static final ArchRule access = feature("access");
  @ArchTest static final ArchRule text = feature("text");
  @ArchTest static final ArchRule indexing = feature("indexing", "access", "text");
  @ArchTest static final ArchRule language = feature("language");

  @ArchTest static final ArchRule engine = feature("engine", "access", "language", "text");
  @ArchTest static final ArchRule engines = feature("engines", "engine", "text");

  @ArchTest static final ArchRule saved = feature("saved", "query");

  @ArchTest static final ArchRule owner = feature("owner", "indexing");
  @ArchTest static final ArchRule rebuild = feature("rebuild", "engine");

  @ArchTest
  static final ArchRule query = feature("query", "access", "engine", "engines", "language", "text");

  @ArchTest
  static final ArchRule onlyTheQueryKnowsTheWeb =
      classes()
          .that()
          .resideOutsideOfPackages(
              "..search", "..search.query..", "..search.rebuild..", "..search.saved..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("org.springframework.web..")
                  .and(resideOutsideOfPackage("jakarta.servlet..")));

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
    return "dev.parley.search." + feature + "..";
  }
}
