package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;

/** WeCom's server API, as far as it tells who somebody is. */
public final class WeComServer implements AutoCloseable {

  private static final String CONTACT = "/cgi-bin/externalcontact/get";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  public WeComServer() {
    server.start();
    server.stubFor(
        get(urlPathEqualTo("/cgi-bin/gettoken"))
            .willReturn(
                aResponse()
                    .withBody("{\"errcode\":0,\"access_token\":\"A\",\"expires_in\":7200}")));
    server.stubFor(
        post(urlPathEqualTo("/cgi-bin/externalcontact/groupchat/get"))
            .willReturn(aResponse().withBody("{\"errcode\":0,\"group_chat\":{}}")));
  }

  public String url() {
    return server.baseUrl();
  }

  public void knows(String person, String unionid) {
    answers(
        person,
        "{\"errcode\":0,\"external_contact\":{\"type\":1,\"unionid\":\"" + unionid + "\"}}");
  }

  public void answers(String person, String body) {
    server.stubFor(
        get(urlPathEqualTo(CONTACT))
            .withQueryParam("external_userid", equalTo(person))
            .willReturn(aResponse().withBody(body)));
  }

  public int questions(String person) {
    return server
        .findAll(
            getRequestedFor(urlPathEqualTo(CONTACT))
                .withQueryParam("external_userid", equalTo(person)))
        .size();
  }

  @Override
  public void close() {
    server.stop();
  }
}
