// The server's API from the browser: gRPC-Web on the page's own origin.
import { Code, ConnectError, createClient, type Client, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { DeskService } from "../gen/filing_review/v1/desk_service_pb";
import { FilingService } from "../gen/filing_review/v1/filing_service_pb";

export interface Api {
  desk: Client<typeof DeskService>;
  filings: Client<typeof FilingService>;
}

// Adds the token of the moment; without one the call goes as it is.
function bearer(token: () => string): Interceptor {
  return (next) => (request) => {
    const value = token();
    if (value !== "") request.header.set("authorization", `Bearer ${value}`);
    return next(request);
  };
}

// Tells when the server does not take the token any more.
function watchful(onRefused: () => void): Interceptor {
  return (next) => async (request) => {
    try {
      return await next(request);
    } catch (error) {
      if (error instanceof ConnectError && error.code === Code.Unauthenticated) onRefused();
      throw error;
    }
  };
}

export function serverTransport(token: () => string, onRefused: () => void): Transport {
  return createGrpcWebTransport({
    baseUrl: window.location.origin,
    useBinaryFormat: true,
    interceptors: [watchful(onRefused), bearer(token)],
  });
}

export function createApi(transport: Transport): Api {
  return { desk: createClient(DeskService, transport), filings: createClient(FilingService, transport) };
}
