/** What stands before the payload in the body that receivers get (Standard Webhooks: type, timestamp, data). */
function head(type: string, occurredAt: Date): string {
  return `{"type":${JSON.stringify(type)},"timestamp":"${occurredAt.toISOString()}","data":`;
}

/** The bytes that are signed, stored and sent. @param payloadText JSON, kept digit for digit */
export function buildBody(type: string, occurredAt: Date, payloadText: string): string {
  return `${head(type, occurredAt)}${payloadText}}`;
}

/** The payload inside a body that `buildBody` made of the same type and time. */
export function payloadTextOf(body: string, type: string, occurredAt: Date): string {
  return body.slice(head(type, occurredAt).length, -1);
}
