package dev.parley.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each feature of the gateway stands alone, but for what all of them look at: a request. */
@AnalyzeClasses(
    packages = "dev.parley.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule features =
      slices()
          .matching("dev.parley.gateway.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.parley.gateway.request"))
          // who may come in, and how often, is found out at one door
          .ignoreDependency(
              resideInAPackage("dev.parley.gateway.access"),
              resideInAPackage("dev.parley.gateway.limit"))
          // a socket is open at an instance
          .ignoreDependency(
              resideInAPackage("dev.parley.gateway.socket"),
              resideInAPackage("dev.parley.gateway.balancing"));
}
