package dev.parley.metrics;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which feature may know of which: an allow-list, so that what is new is refused at first. */
@AnalyzeClasses(
    packages = "dev.parley.metrics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest static final ArchRule figuresAreArithmeticOnly = mayKnow("figures");

  @ArchTest static final ArchRule systemKnowsTheMachineOnly = mayKnow("system");

  @ArchTest static final ArchRule historyKnowsNoSource = mayKnow("history", "figures");

  @ArchTest static final ArchRule leadingKnowsNotWhatFor = mayKnow("leader");

  @ArchTest static final ArchRule alertsKnowNoSource = mayKnow("alert");

  @ArchTest static final ArchRule operationsKnowWhereInstancesAre = mayKnow("operation", "scrape");

  @ArchTest static final ArchRule scrapeReadsForFigures = mayKnow("scrape", "figures");

  @ArchTest
  static final ArchRule overviewPutsTogether =
      mayKnow("overview", "scrape", "figures", "system", "history", "leader", "alert");

  @ArchTest static final ArchRule parametersAreOfRoutesOnly = mayKnow("parameter");

  private static ArchRule mayKnow(String feature, String... others) {
    String[] known = new String[others.length + 2];
    known[0] = home(feature);
    known[1] = "dev.parley.platform..";
    for (int i = 0; i < others.length; i++) {
      known[i + 2] = home(others[i]);
    }
    return classes()
        .that()
        .resideInAPackage(home(feature))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("dev.parley..").or(resideInAnyPackage(known)));
  }

  private static String home(String feature) {
    return "dev.parley.metrics." + feature + "..";
  }
}
