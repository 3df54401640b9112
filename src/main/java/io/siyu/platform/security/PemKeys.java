package io.siyu.platform.security;

import java.io.Serial;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys for ES256 (RFC 7518, section 3.4) in their textual encoding (RFC 7468), read in order to say
 * what is wrong with one that cannot be used.
 */
final class PemKeys {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String MAKE =
      "; make one with openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256";
  private static final List<String> OTHERS = List.of("RSA", "Ed25519", "DSA", "XDH");

  private PemKeys() {}

  /** Why a key cannot be used; completes a sentence that begins with the setting's name. */
  static final class NotUsable extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    NotUsable(String message) {
      super(message, null, false, false);
    }
  }

  static PrivateKey privateKey(String text) throws NotUsable {
    Block block = block(text);
    return switch (block.label()) {
      case "PRIVATE KEY" ->
          onCurve((PrivateKey) key(block, PKCS8EncodedKeySpec::new, KeyFactory::generatePrivate));
      case "EC PRIVATE KEY" ->
          throw new NotUsable(
              "is in the older form of OpenSSL; convert it with openssl pkcs8 -topk8 -nocrypt");
      case "ENCRYPTED PRIVATE KEY" ->
          throw new NotUsable(
              "is encrypted; decrypt it with openssl pkcs8 -topk8 -nocrypt, and guard the file");
      case "RSA PRIVATE KEY" -> throw new NotUsable("is an RSA key; tokens need P-256" + MAKE);
      case "PUBLIC KEY" -> throw new NotUsable("is a public key; give the private one");
      default -> throw new NotUsable("is no private key (PEM, PKCS #8)" + MAKE);
    };
  }

  static PublicKey publicKey(String text) throws NotUsable {
    Block block = block(text);
    return switch (block.label()) {
      case "PUBLIC KEY" ->
          onCurve((PublicKey) key(block, X509EncodedKeySpec::new, KeyFactory::generatePublic));
      case "PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
          throw new NotUsable(
              "is a private key; give the public one, made from it with openssl pkey -pubout");
      default -> throw new NotUsable("is no public key (PEM); make it with openssl pkey -pubout");
    };
  }

  private static Block block(String text) throws NotUsable {
    Matcher matcher = BLOCK.matcher(text);
    if (!matcher.find()) {
      throw new NotUsable("holds no key in PEM form (-----BEGIN …-----)" + MAKE);
    }
    try {
      return new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2).strip()));
    } catch (IllegalArgumentException notBase64) {
      throw new NotUsable("holds a damaged key" + MAKE);
    }
  }

  private static Object key(Block block, Encoding encoding, Generation generation)
      throws NotUsable {
    KeySpec encoded = encoding.of(block.bytes());
    try {
      return generation.generate(KeyFactory.getInstance("EC"), encoded);
    } catch (GeneralSecurityException notEc) {
      for (String other : OTHERS) {
        if (isReadable(other, encoded, generation)) {
          throw new NotUsable("is of the kind " + other + "; tokens need P-256" + MAKE);
        }
      }
      throw new NotUsable("holds a damaged key, or one of another curve than P-256" + MAKE);
    }
  }

  private static boolean isReadable(String algorithm, KeySpec encoded, Generation generation) {
    try {
      generation.generate(KeyFactory.getInstance(algorithm), encoded);
      return true;
    } catch (GeneralSecurityException notThisOne) {
      return false;
    }
  }

  private static <T> T onCurve(T key) throws NotUsable {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec expected = parameters.getParameterSpec(ECParameterSpec.class);
      ECParameterSpec found = ((ECKey) key).getParams();
      if (!found.getOrder().equals(expected.getOrder())
          || !found.getCurve().equals(expected.getCurve())) {
        throw new NotUsable("is of another curve; tokens need P-256" + MAKE);
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has the curve P-256.", e);
    }
  }

  private record Block(String label, byte[] bytes) {}

  private interface Encoding {
    KeySpec of(byte[] bytes);
  }

  private interface Generation {
    Object generate(KeyFactory factory, KeySpec encoded) throws GeneralSecurityException;
  }
}
