/** Stores, and the WeChat groups (communities, 社群) that belong to them or to the brand. */
package io.siyu.community;
