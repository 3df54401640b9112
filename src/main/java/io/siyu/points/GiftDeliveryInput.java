package io.siyu.points;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** Where to send a gift. */
@Input("GiftDeliveryInput")
@Description("Where to send a gift (礼品收货地址).")
public record GiftDeliveryInput(
    @NonNull @Description("Who receives it, 1–30 characters.") String recipientName,
    @NonNull @Description("Phone of the recipient, 5–20 digits, `+` and `-`.") String phone,
    @NonNull @Description("Where to send it, 1–200 characters.") String address) {

  private static final Pattern PHONE = Pattern.compile("[+0-9-]{5,20}");

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  GiftDelivery toDelivery() {
    String checkedPhone = Text.requiredLine(phone, 20, "input", "delivery", "phone");
    if (!PHONE.matcher(checkedPhone).matches()) {
      throw new InvalidInput(
          List.of("input", "delivery", "phone"), "A phone number has 5–20 digits.");
    }
    return GiftDelivery.to(
        Text.requiredLine(recipientName, 30, "input", "delivery", "recipientName"),
        checkedPhone,
        Text.requiredLine(address, 200, "input", "delivery", "address"));
  }
}
