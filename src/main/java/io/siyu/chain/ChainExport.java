package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A piece of the list of what to send. */
@Type("ChainExport")
@Description(
    "A piece of the list of what to send for a chain-buy, to be put behind the ones before.")
public record ChainExport(
    @NonNull
        @Description(
            "Lines of CSV (RFC 4180, each ends with CR LF). The first piece begins with a byte"
                + " order mark and the names of the columns, in Chinese. What a spreadsheet would"
                + " calculate, or show as another number or a date, has an apostrophe before it.")
        String csv,
    @Description("How many lines are in this piece, without the names: at most 2,000.") int count,
    @Description("Whether more follow.") boolean hasNextPage,
    @Description("Pass it as `after` for the next piece; null when this is the last.")
        String endCursor) {}
