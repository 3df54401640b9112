package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A piece of the list of codes. */
@Type("CouponCodeExport")
@Description("A piece of the list of a batch's codes, to be put behind the pieces before it.")
public record CouponCodeExport(
    @NonNull
        @Description(
            "Lines of CSV: `number,code,state`, where state is NEW or REDEEMED; the first piece"
                + " begins with these names. Each line ends with a line feed.")
        String csv,
    @Description("How many codes are in this piece, at most 5,000.") int count,
    @Description("Whether more follow, now or as soon as they are made.") boolean hasNextPage,
    @Description("Pass it as `after` for the next piece; null when this one is empty.")
        String endCursor) {}
