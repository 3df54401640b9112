package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of deleting the account. */
@Input("DeleteAccountInput")
@Name("DeleteAccountInput")
@Description("The member's wish to leave for good. Sending it again changes nothing.")
public record DeleteAccountInput(
    @NonNull
        @Description(
            "True once the member was told what is lost (points, coupons, level) and agreed.")
        boolean confirm) {}
