package dev.parley.gateway;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each feature of the gateway stands alone: none knows another. */
@AnalyzeClasses(
    packages = "dev.parley.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule features =
      slices().matching("dev.parley.gateway.(*)..").should().notDependOnEachOther();
}
