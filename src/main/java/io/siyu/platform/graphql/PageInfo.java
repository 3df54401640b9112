package io.siyu.platform.graphql;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

/** Where a page stands in its list. */
@Type("PageInfo")
@Description("Where a page stands in its list.")
public record PageInfo(
    @Description("Whether more items follow.") boolean hasNextPage,
    @Description("Pass it as `after` to read the next page; null when the page is empty.")
        String endCursor) {}
