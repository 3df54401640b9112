package io.siyu.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL on an empty cluster that is made for this JVM. */
final class PostgresStarter implements ServerStarter {

  /**
   * Arguments: the directory, the installation, then the server's settings.
   *
   * <p>PostgreSQL refuses to run as root. A user namespace makes it nobody without touching file
   * ownership; where containers forbid that, it really becomes nobody (65534).
   */
  private static final String RUN =
      """
      directory=$1 installation=$2
      shift 2
      as=
      if [ "$(id -u)" = 0 ]; then
        if unshare -U true 2>/dev/null; then
          as='unshare -U'
        else
          as='setpriv --reuid=65534 --regid=65534 --clear-groups'
          chown 65534:65534 "$directory"
        fi
      fi
      cd "$directory" || exit
      $as "$installation/bin/initdb" --pgdata="$directory/data" --username=siyu --auth=trust \\
        --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 \\
        --no-sync --no-instructions || exit
      exec $as "$installation/bin/postgres" -D "$directory/data" "$@"
      """;

  private static final int STATUS_LINE = 7;

  @Override
  public int port(EmbeddedSettings settings) {
    // SIGQUIT ends it at once: nothing is to be kept, and clients need not disconnect first.
    GuardedServer server = new GuardedServer("PostgreSQL", "QUIT", EmbeddedSettings.POSTGRES_PORT);
    return OncePerJvm.port(
        "io.siyu.embedded.postgres",
        () ->
            server.start(
                settings.postgresPort(),
                new Plan(PostgresInstallation.directory(), settings.fsync())));
  }

  private record Plan(Path installation, boolean fsync) implements GuardedServer.Plan {

    @Override
    public List<String> command(Path directory, int port) {
      List<String> command =
          new ArrayList<>(
              List.of("sh", "-c", RUN, "postgres", directory.toString(), installation.toString()));
      for (String setting : settings(port)) {
        command.add("-c");
        command.add(setting);
      }
      return command;
    }

    private List<String> settings(int port) {
      return List.of(
          "listen_addresses=127.0.0.1",
          "port=" + port,
          // Its path could exceed the limit of a socket address, and nobody needs it.
          "unix_socket_directories=",
          "max_connections=200",
          "timezone=UTC",
          "log_timezone=UTC",
          "fsync=" + (fsync ? "on" : "off"));
    }

    /** The server itself writes its status there; pg_ctl looks at the same line. */
    @Override
    public boolean isReady(Path directory) throws IOException {
      try {
        List<String> lines = Files.readAllLines(directory.resolve("data/postmaster.pid"));
        return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      } catch (NoSuchFileException notYet) {
        return false;
      }
    }
  }
}
