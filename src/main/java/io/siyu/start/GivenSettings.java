package io.siyu.start;

import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * The configuration that the application is about to build for itself, from the same sources and
 * with the same defaults, but without turning values into types: that step stops at values of the
 * wrong type, tells each with a stack trace, and quotes them.
 */
final class GivenSettings {

  /** Made by Quarkus for every package, under this name. */
  private static final String SOURCES = "io.quarkus.runtime.generated.RunTimeConfig";

  private GivenSettings() {}

  static SmallRyeConfig read() {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    AbstractConfigBuilder.withCustomizer(builder, SOURCES);
    return builder.withCustomizers(new WithoutTypes()).build();
  }

  /** The last one to have a say. */
  private static final class WithoutTypes implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
      builder.getMappingsBuilder().getMappings().clear();
      builder.getMappingsBuilder().getMappingsInstances().clear();
    }

    @Override
    public int priority() {
      return Integer.MAX_VALUE;
    }
  }
}
