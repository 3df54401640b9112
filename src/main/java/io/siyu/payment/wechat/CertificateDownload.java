package io.siyu.payment.wechat;

import io.siyu.payment.wechat.PlatformKeys.Certificate;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches the platform certificates (平台证书). They are encrypted with the APIv3 key, which nobody but
 * WeChat and the merchant has; so the answer may be signed for one that is first seen in it.
 * Source: WeChat Pay APIv3, document "下载平台证书".
 */
final class CertificateDownload {

  private static final String PATH = "/v3/certificates";

  private final SignedRequests requests;
  private final ApiV3Cipher cipher;
  private final Duration timeout;

  CertificateDownload(SignedRequests requests, ApiV3Cipher cipher, Duration timeout) {
    this.requests = requests;
    this.cipher = cipher;
    this.timeout = timeout;
  }

  /** An answer of WeChat, not verified yet, and what it contains. */
  record Downloaded(SignedMessage answer, List<Certificate> certificates) {}

  Future<Downloaded> fetch() {
    return requests
        .send(HttpMethod.GET, PATH, "", timeout)
        .map(
            answer -> {
              if (answer.status() != 200 || !answer.message().isSigned()) {
                throw WeChatPayError.of(answer);
              }
              return new Downloaded(answer.message(), certificates(answer.message().body()));
            });
  }

  private List<Certificate> certificates(byte[] body) {
    try {
      List<Certificate> found = new ArrayList<>();
      for (Object entry : new JsonObject(Buffer.buffer(body)).getJsonArray("data")) {
        found.add(certificate((JsonObject) entry));
      }
      return found;
    } catch (GeneralSecurityException notOurs) {
      throw new WeChatPayProblem(
          Kind.MISCONFIGURED, "siyu.wechat-pay.api-v3-key does not open the certificates");
    } catch (RuntimeException malformed) {
      throw new WeChatPayProblem(Kind.UNEXPECTED, "no list of certificates");
    }
  }

  private Certificate certificate(JsonObject entry) throws GeneralSecurityException {
    byte[] pem = cipher.open(entry.getJsonObject("encrypt_certificate"));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    return new Certificate(
        entry.getString("serial_no"),
        certificate.getPublicKey(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }
}
