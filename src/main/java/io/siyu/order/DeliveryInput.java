package io.siyu.order;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** How the goods shall reach the member. */
@Input("DeliveryInput")
@Name("DeliveryInput")
@Description("How the goods shall reach the member (配送方式).")
public record DeliveryInput(
    @NonNull @Description("Pick-up or delivery.") DeliveryKind kind,
    @Id @Description("Where to collect (自提门店); required for PICK_UP.") String storeId,
    @Description("Who receives the goods (收货人), at most 30 characters; required for DELIVERY.")
        String recipientName,
    @Description("Phone of the recipient (电话), 5–20 digits, `+` and `-`; required for DELIVERY.")
        String phone,
    @Description("Where to send them (收货地址), at most 200 characters; required for DELIVERY.")
        String address) {

  private static final Pattern PHONE = Pattern.compile("[+0-9-]{5,20}");

  /**
   * What services take, for every input that has a field {@code delivery}.
   *
   * @throws InvalidInput when a part is missing or breaks its rule
   */
  public DeliveryChoice checked() {
    return switch (kind) {
      case PICK_UP ->
          new DeliveryChoice(
              DeliveryKind.PICK_UP,
              OrderDeliveryView.STORE_ID.decode(storeId, "input", "delivery", "storeId"),
              Text.optionalLine(recipientName, 30, "input", "delivery", "recipientName"),
              checkedPhone(Text.optionalLine(phone, 20, "input", "delivery", "phone")),
              null);
      case DELIVERY ->
          new DeliveryChoice(
              DeliveryKind.DELIVERY,
              null,
              Text.requiredLine(recipientName, 30, "input", "delivery", "recipientName"),
              checkedPhone(Text.requiredLine(phone, 20, "input", "delivery", "phone")),
              Text.requiredLine(address, 200, "input", "delivery", "address"));
    };
  }

  private static String checkedPhone(String phone) {
    if (phone != null && !PHONE.matcher(phone).matches()) {
      throw new InvalidInput(
          List.of("input", "delivery", "phone"), "A phone number has 5–20 digits.");
    }
    return phone;
  }
}
