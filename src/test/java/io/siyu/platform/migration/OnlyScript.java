package io.siyu.platform.migration;

import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.StringResource;

/** One migration, in place of those that Quarkus found when it was built. */
final class OnlyScript implements ResourceProvider {

  private final LoadableResource script;

  OnlyScript(String name, String sql) {
    script =
        new StringResource(sql) {
          @Override
          public String getFilename() {
            return name;
          }

          @Override
          public String getRelativePath() {
            return name;
          }
        };
  }

  @Override
  public LoadableResource getResource(String name) {
    return script.getRelativePath().equals(name) ? script : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String... suffixes) {
    return "V".equals(prefix) ? List.of(script) : List.of();
  }
}
