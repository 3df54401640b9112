package io.siyu.platform.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * As much of Protocol Buffers' wire format as it takes to read exported spans: fields by number,
 * each a varint, eight or four bytes, or a piece of bytes.
 */
final class ProtobufMessage {

  private record Field(int number, long value, byte[] bytes) {}

  private final List<Field> fields = new ArrayList<>();

  ProtobufMessage(byte[] message) {
    ByteBuffer rest = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      long tag = varint(rest);
      int number = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> fields.add(new Field(number, varint(rest), null));
        case 1 -> fields.add(new Field(number, rest.getLong(), null));
        case 2 -> {
          byte[] bytes = new byte[(int) varint(rest)];
          rest.get(bytes);
          fields.add(new Field(number, 0, bytes));
        }
        case 5 -> fields.add(new Field(number, rest.getInt(), null));
        default -> throw new IllegalArgumentException("Not a Protocol Buffers message.");
      }
    }
  }

  List<ProtobufMessage> messages(int number) {
    return fields.stream()
        .filter(field -> field.number == number)
        .map(field -> new ProtobufMessage(field.bytes))
        .toList();
  }

  /** Empty when the field is missing, as its default is. */
  byte[] bytes(int number) {
    return fields.stream()
        .filter(field -> field.number == number)
        .map(Field::bytes)
        .findFirst()
        .orElseGet(() -> new byte[0]);
  }

  String text(int number) {
    return new String(bytes(number), java.nio.charset.StandardCharsets.UTF_8);
  }

  String hex(int number) {
    return HexFormat.of().formatHex(bytes(number));
  }

  private static long varint(ByteBuffer rest) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = rest.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
