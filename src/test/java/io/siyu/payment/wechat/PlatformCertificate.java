package io.siyu.payment.wechat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A platform certificate of the WeChat of tests, with its private key: made by the JDK's keytool.
 */
record PlatformCertificate(X509Certificate certificate, PrivateKey key) {

  private static final String PASSWORD = "of-the-tests";

  static PlatformCertificate valid() {
    return made("-0d", 30);
  }

  static PlatformCertificate expired() {
    return made("-40d", 30);
  }

  String serial() {
    return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
  }

  String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PlatformCertificate made(String begin, int days) {
    try {
      Path directory = Files.createTempDirectory("siyu-certificate");
      Path store = directory.resolve("store.p12");
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      Process process =
          new ProcessBuilder(
                  keytool,
                  "-genkeypair",
                  "-alias",
                  "platform",
                  "-keyalg",
                  "RSA",
                  "-keysize",
                  "2048",
                  "-dname",
                  "CN=Platform of the tests",
                  "-startdate",
                  begin,
                  "-validity",
                  String.valueOf(days),
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(directory.resolve("log")));
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream file = Files.newInputStream(store)) {
        keys.load(file, PASSWORD.toCharArray());
      }
      return new PlatformCertificate(
          (X509Certificate) keys.getCertificate("platform"),
          (PrivateKey) keys.getKey("platform", PASSWORD.toCharArray()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
