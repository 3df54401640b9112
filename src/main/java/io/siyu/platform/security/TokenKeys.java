package io.siyu.platform.security;

import io.siyu.platform.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two keys of access tokens as the settings name them: there, readable, of the right kind, and
 * one pair. JSON Web Keys and keys from elsewhere than files are left to {@link SigningKey}.
 */
final class TokenKeys {

  private static final String SIGN = "smallrye.jwt.sign.key";
  private static final String SIGN_LOCATION = DevelopmentKeysConfigSourceFactory.SIGN_KEY_LOCATION;
  private static final String VERIFY = "mp.jwt.verify.publickey";
  private static final String VERIFY_LOCATION =
      DevelopmentKeysConfigSourceFactory.VERIFY_KEY_LOCATION;
  private static final Pattern REMOTE = Pattern.compile("(?i)(https?|classpath|jar):.*");

  private TokenKeys() {}

  static void check(Settings settings) {
    Optional<PrivateKey> signing =
        text(settings, SIGN, SIGN_LOCATION, "private")
            .flatMap(key -> read(settings, key, () -> PemKeys.privateKey(key.text())));
    Optional<PublicKey> verifying =
        text(settings, VERIFY, VERIFY_LOCATION, "public")
            .flatMap(key -> read(settings, key, () -> PemKeys.publicKey(key.text())));
    if (signing.isPresent() && verifying.isPresent() && !pair(signing.get(), verifying.get())) {
      settings.problem(
          VERIFY_LOCATION,
          "is not the public key of "
              + Settings.named(SIGN_LOCATION)
              + "; give the two of one pair");
    }
  }

  private static Optional<KeyText> text(
      Settings settings, String inline, String location, String kind) {
    Optional<String> given = settings.text(inline).filter(TokenKeys::isGiven);
    if (given.isPresent()) {
      return Optional.of(new KeyText(inline, framed(given.get(), kind))).filter(KeyText::isPem);
    }
    Optional<String> place = settings.text(location).filter(TokenKeys::isGiven);
    if (place.isEmpty()) {
      settings.problem(
          location,
          "is missing; set it to the file of the " + kind + " key of access tokens (PEM, P-256)");
      return Optional.empty();
    }
    if (REMOTE.matcher(place.get()).matches()) {
      return Optional.empty();
    }
    return file(place.get(), location, kind, settings);
  }

  private static Optional<KeyText> file(
      String place, String location, String kind, Settings settings) {
    try {
      Path path = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
      if (settings.isProduction() && DevelopmentKeys.isPlaceOf(path)) {
        settings.problem(
            location,
            "leads to a key that was generated for development; production needs its own, made"
                + " with openssl");
        return Optional.empty();
      }
      if (Files.isRegularFile(path)) {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        return Optional.of(new KeyText(location, text)).filter(KeyText::isPem);
      }
      settings.problem(location, "leads to no file; give the path of the " + kind + " key (PEM)");
    } catch (IOException e) {
      settings.problem(location, "leads to a file that cannot be read; let its user read it");
    } catch (IllegalArgumentException noPath) {
      settings.problem(location, "is no path; give the path of the " + kind + " key (PEM)");
    }
    return Optional.empty();
  }

  private static <T> Optional<T> read(Settings settings, KeyText key, Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (PemKeys.NotUsable wrong) {
      settings.problem(key.setting(), wrong.getMessage());
      return Optional.empty();
    }
  }

  private static boolean pair(PrivateKey signing, PublicKey verifying) {
    try {
      byte[] probe = "siyu".getBytes(StandardCharsets.US_ASCII);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signing);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(verifying);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isGiven(String value) {
    return !value.equals(DevelopmentKeysConfigSourceFactory.NONE);
  }

  /** A key in the settings themselves may come without the lines around it. */
  private static String framed(String text, String kind) {
    String label = kind.toUpperCase(Locale.ROOT) + " KEY";
    return text.startsWith("-----") || text.startsWith("{")
        ? text
        : "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----";
  }

  /** A key and the setting that gave it. */
  private record KeyText(String setting, String text) {

    /** JSON Web Keys are the other form, left to who reads them in the end. */
    boolean isPem() {
      return !text.stripLeading().startsWith("{");
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws PemKeys.NotUsable;
  }
}
