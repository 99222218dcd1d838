package dev.parley.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.parley.gateway.route.Stage;

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
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.parley.gateway.trace"))
          // where among the others a step of the way has its place
          .ignoreDependency(alwaysTrue(), type(Stage.class))
          // who may come in, and how often, is found out at one door
          .ignoreDependency(
              resideInAPackage("dev.parley.gateway.access"),
              resideInAPackage("dev.parley.gateway.limit"))
          // requests and handshakes go to an instance, with the same headers
          .ignoreDependency(
              resideInAPackage("dev.parley.gateway.forward"),
              resideInAPackage("dev.parley.gateway.balancing"))
          .ignoreDependency(
              resideInAPackage("dev.parley.gateway.socket"),
              resideInAnyPackage("dev.parley.gateway.balancing", "dev.parley.gateway.forward"));
}
