package io.siyu.payment.wechat;

import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The keys that WeChat Pay signs with: public keys (微信支付公钥) from the settings, several while they
 * are being changed, and platform certificates (平台证书) from WeChat, old and new side by side. A
 * serial number that nobody knows has the certificates downloaded once; one that is still unknown
 * then is refused, and WeChat repeats what it said.
 */
final class PlatformKeys {

  private static final Logger LOG = Logger.getLogger(PlatformKeys.class);

  private static final String ID_OF_PUBLIC_KEY = "PUB_KEY_ID_";
  private static final Pattern PRINTABLE = Pattern.compile("[0-9A-Za-z_]{1,80}");

  /** Whoever makes up serial numbers causes one download in that time, not one each. */
  private static final Duration BETWEEN_DOWNLOADS = Duration.ofMinutes(1);

  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

  /** A platform certificate as far as it matters. */
  record Certificate(String serial, PublicKey key, Instant from, Instant until) {}

  private final Map<String, PublicKey> configured;
  private final Supplier<Future<CertificateDownload.Downloaded>> download;
  private final Clock clock;
  private final SparingLog unknownKeys = new SparingLog(LOG);
  private volatile Map<String, Certificate> certificates = Map.of();

  /** Both are guarded by this. */
  private Future<Void> downloading;

  private long nextDownloadNanos = System.nanoTime();

  PlatformKeys(
      Map<String, PublicKey> configured,
      Supplier<Future<CertificateDownload.Downloaded>> download,
      Clock clock) {
    this.configured = configured;
    this.download = download;
    this.clock = clock;
  }

  /** What is to be thought of a message. */
  enum Verdict {
    /** WeChat said it, within the last minutes. */
    GENUINE,
    /** Something of what proves it is missing. */
    UNSIGNED,
    /** It is older than five minutes, or comes from the future. */
    STALE,
    /** It names a key that is not known. */
    UNKNOWN_KEY,
    /** It is not what was signed. */
    WRONG_SIGNATURE
  }

  /** Never fails: what cannot be verified is not genuine. */
  Future<Verdict> verify(SignedMessage message) {
    if (!message.isSigned()) {
      return Future.succeededFuture(Verdict.UNSIGNED);
    }
    if (!message.isFresh(clock.instant())) {
      return Future.succeededFuture(Verdict.STALE);
    }
    PublicKey known = find(message.serial());
    if (known != null || message.serial().startsWith(ID_OF_PUBLIC_KEY)) {
      return Future.succeededFuture(verdict(known, message));
    }
    return refreshUnlessJustDone().map(ignored -> verdict(find(message.serial()), message));
  }

  /** Downloads the certificates, or joins a download under way; a failure is logged and no more. */
  Future<Void> refresh() {
    synchronized (this) {
      if (downloading != null) {
        return downloading;
      }
      nextDownloadNanos = System.nanoTime() + AFTER_A_FAILURE.toNanos();
      downloading =
          download.get().map(this::verified).map(this::take).otherwise(this::report).mapEmpty();
      Future<Void> mine = downloading;
      mine.onComplete(ignored -> finished());
      return mine;
    }
  }

  private Future<Void> refreshUnlessJustDone() {
    synchronized (this) {
      if (downloading == null && System.nanoTime() - nextDownloadNanos < 0) {
        return Future.succeededFuture();
      }
      return refresh();
    }
  }

  private synchronized void finished() {
    downloading = null;
  }

  private synchronized Void take(List<Certificate> downloaded) {
    certificates =
        downloaded.stream()
            .collect(Collectors.toUnmodifiableMap(c -> canonical(c.serial()), c -> c, (a, b) -> a));
    nextDownloadNanos = System.nanoTime() + BETWEEN_DOWNLOADS.toNanos();
    downloaded.forEach(
        certificate ->
            LOG.infof(
                "WeChat Pay's platform certificate %s is valid until %s.",
                certificate.serial(), certificate.until()));
    return null;
  }

  private Void report(Throwable failure) {
    LOG.warnf("WeChat Pay's platform certificates could not be downloaded: %s", failure);
    return null;
  }

  private Verdict verdict(PublicKey key, SignedMessage message) {
    if (key == null) {
      boolean printable = PRINTABLE.matcher(message.serial()).matches();
      unknownKeys.warn(
          "A message names %s as WeChat Pay's key, which is unknown here. Where the console has it,"
              + " add it to siyu.wechat-pay.public-keys.",
          printable ? message.serial() : "something");
      return Verdict.UNKNOWN_KEY;
    }
    return message.isSignedBy(key) ? Verdict.GENUINE : Verdict.WRONG_SIGNATURE;
  }

  private PublicKey find(String serial) {
    PublicKey key = configured.get(serial);
    return key != null ? key : valid(certificates.get(canonical(serial)));
  }

  /** It is signed for a key that was known before, or for one of these. */
  private List<Certificate> verified(CertificateDownload.Downloaded downloaded) {
    SignedMessage answer = downloaded.answer();
    PublicKey key = configured.get(answer.serial());
    for (Certificate certificate : downloaded.certificates()) {
      if (key == null && canonical(certificate.serial()).equals(canonical(answer.serial()))) {
        key = valid(certificate);
      }
    }
    if (key == null || !answer.isFresh(clock.instant()) || !answer.isSignedBy(key)) {
      throw new WeChatPayProblem(Kind.UNVERIFIED, "the list of certificates");
    }
    return downloaded.certificates();
  }

  private PublicKey valid(Certificate certificate) {
    Instant now = clock.instant();
    return certificate == null
            || now.isBefore(certificate.from())
            || now.isAfter(certificate.until())
        ? null
        : certificate.key();
  }

  /** As hexadecimal numbers are equal. */
  private static String canonical(String serial) {
    return serial.toUpperCase(Locale.ROOT).replaceFirst("^0+", "");
  }
}
