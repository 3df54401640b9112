package io.siyu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.graphql.api.Subscription;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that a machine can check. */
class ArchitectureTest {

  /** A package uses only packages that stand before it. */
  private static final List<String> ORDER =
      List.of(
          "kernel",
          "platform",
          "wechat",
          "payment",
          "member",
          "community",
          "audience",
          "points",
          "catalog",
          "coupon",
          "order",
          "campaign",
          "chain",
          "outreach",
          "playbook",
          "insight",
          "demo",
          "start");

  private static final Set<String> FEATURES =
      Set.copyOf(ORDER.subList(ORDER.indexOf("wechat"), ORDER.indexOf("demo")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.siyu");

  @Test
  void a_package_uses_only_packages_that_stand_before_it() {
    classes().should(useOnlyEarlierPackages()).check(CLASSES);
  }

  /** Quarkus registers the others by itself; without it the native executable answers nothing. */
  @Test
  void an_api_that_only_adds_fields_is_registered_for_reflection() {
    classes()
        .that()
        .areAnnotatedWith(GraphQLApi.class)
        .and(
            new DescribedPredicate<>("have neither queries nor mutations nor subscriptions") {
              @Override
              public boolean test(JavaClass api) {
                return api.getMethods().stream()
                    .noneMatch(
                        method ->
                            method.isAnnotatedWith(Query.class)
                                || method.isAnnotatedWith(Mutation.class)
                                || method.isAnnotatedWith(Subscription.class));
              }
            })
        .should()
        .beAnnotatedWith(RegisterForReflection.class)
        .check(CLASSES);
  }

  @Test
  void every_package_has_its_place_in_the_order() {
    assertThat(CLASSES.stream().map(ArchitectureTest::feature).distinct()).isSubsetOf(ORDER);
  }

  @Test
  void a_feature_uses_neither_entities_nor_repositories_nor_apis_of_another() {
    classes().should(leaveInternalsOfOthersAlone()).check(CLASSES);
  }

  @Test
  void the_kernel_depends_on_the_jdk_alone() {
    classes()
        .that()
        .resideInAPackage("io.siyu.kernel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.siyu.kernel..")
        .check(CLASSES);
  }

  @Test
  void operations_of_graphql_stand_in_apis_only() {
    classes()
        .that()
        .areAnnotatedWith("org.eclipse.microprofile.graphql.GraphQLApi")
        .should()
        .haveSimpleNameEndingWith("Api")
        .check(CLASSES);
  }

  @Test
  void every_root_field_says_who_may_call_it() {
    classes()
        .that()
        .areAnnotatedWith("org.eclipse.microprofile.graphql.GraphQLApi")
        .should(declareAccessOnRootFields())
        .check(CLASSES);
  }

  @Test
  void apis_do_not_begin_transactions() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Api")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.siyu.platform.database.Database")
        .check(CLASSES);
  }

  @Test
  void redis_is_spoken_to_by_the_platform_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.siyu.platform.redis..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "speak to Redis",
                type ->
                    type.getPackageName().startsWith("io.quarkus.redis")
                        || type.getName().equals("io.vertx.mutiny.redis.client.Redis")))
        .check(CLASSES);
  }

  @Test
  void http_clients_live_in_wechat_and_payment_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.siyu.wechat..", "io.siyu.payment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net.http..", "io.vertx.ext.web.client..", "io.quarkus.rest.client..")
        .check(CLASSES);
  }

  @Test
  void time_comes_from_an_injected_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.siyu.platform.time..",
            "io.siyu.platform.fault..",
            "io.siyu.platform.embedded..",
            "io.siyu.platform.security..")
        .should()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.time.LocalDate", "now")
        .orShould()
        .callMethod("java.time.OffsetDateTime", "now")
        .orShould()
        .callMethod("java.time.ZonedDateTime", "now")
        .orShould()
        .callMethod("java.time.Clock", "systemUTC")
        .orShould()
        .callMethod("java.lang.System", "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void money_points_and_growth_know_no_floating_point() {
    noFields().should().haveRawType(double.class).check(CLASSES);
    noFields().should().haveRawType(float.class).check(CLASSES);
    noFields().should().haveRawType(Double.class).check(CLASSES);
    noFields().should().haveRawType(Float.class).check(CLASSES);
  }

  @Test
  void nothing_is_printed_past_the_log() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.siyu.platform.embedded..")
        .and()
        // Says why there is no application, and so no log.
        .doNotHaveFullyQualifiedName("io.siyu.start.StartFailure")
        .should()
        .accessField("java.lang.System", "out")
        .orShould()
        .accessField("java.lang.System", "err")
        .check(CLASSES);
  }

  @Test
  void nobody_waits_on_the_event_loop() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.siyu.demo..", "io.siyu.platform.embedded..")
        .and()
        // Waits on the main thread, at start, for the one row without which nobody could log in.
        .doNotHaveFullyQualifiedName("io.siyu.platform.security.FirstAdmin")
        .should()
        .callMethod("io.smallrye.mutiny.Uni", "await")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> useOnlyEarlierPackages() {
    return new ArchCondition<>("use only packages that stand before") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int own = ORDER.indexOf(feature(type));
        type.getDirectDependenciesFromSelf().stream()
            .filter(
                dependency -> dependency.getTargetClass().getPackageName().startsWith("io.siyu."))
            .filter(dependency -> ORDER.indexOf(feature(dependency.getTargetClass())) > own)
            .forEach(
                dependency ->
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> leaveInternalsOfOthersAlone() {
    return new ArchCondition<>("leave internals of other features alone") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> FEATURES.contains(feature(dependency.getTargetClass())))
            .filter(dependency -> !feature(dependency.getTargetClass()).equals(feature(type)))
            .filter(dependency -> isInternal(dependency.getTargetClass()))
            .forEach(
                dependency ->
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
      }
    };
  }

  private static boolean isInternal(JavaClass type) {
    return type.isAnnotatedWith("jakarta.persistence.Entity")
        || type.getSimpleName().endsWith("Repository")
        || type.getSimpleName().endsWith("Api");
  }

  private static ArchCondition<JavaClass> declareAccessOnRootFields() {
    return new ArchCondition<>("declare access on root fields") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethod method : type.getMethods()) {
          boolean root =
              method.isAnnotatedWith("org.eclipse.microprofile.graphql.Query")
                  || method.isAnnotatedWith("org.eclipse.microprofile.graphql.Mutation")
                  || method.isAnnotatedWith("io.smallrye.graphql.api.Subscription");
          boolean declared =
              method.isAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                  || method.isAnnotatedWith("jakarta.annotation.security.PermitAll");
          if (root && !declared) {
            events.add(SimpleConditionEvent.violated(type, method.getFullName()));
          }
        }
      }
    };
  }

  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith("io.siyu.")) {
      return "";
    }
    String rest = name.substring("io.siyu.".length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
