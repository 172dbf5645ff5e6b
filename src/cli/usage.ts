/** What a command was given is not what it takes. */
export class UsageError extends Error {}

const CONNECTION = `  --api URL            the server's GraphQL address, http://127.0.0.1:4000/graphql by default
                       (HOOKLINE_API_URL)
  --key KEY            an API key or token; safer in HOOKLINE_API_KEY. In development a server of this
                       folder is found without one
  --organization ID    whose events: org_…, for a key that is of none`;

export const LISTEN_USAGE = `Usage: hookline listen <forward-to> [options]

Forwards an organization's deliveries to an address that the server cannot reach, like this laptop's, signed
as real ones. <forward-to> is a URL, host:port/path, or a port of this machine. Needs the scopes
DELIVERIES_READ, EVENTS_READ and ENDPOINTS_READ, and without --endpoint ENDPOINTS_WRITE.

Options:
${CONNECTION}
  --endpoint ID        mirrors every attempt of this endpoint, ep_…, instead of making one of its own
  --events PATTERNS    what its own endpoint receives, like 'invoice.*,user.created'; every type by default
  --name NAME          of its own endpoint, listen:NAME; this machine's name by default. A listener ends when
                       another takes its name
  --secret SECRET      whsec_…, which signs; safer in HOOKLINE_LISTEN_SECRET. By default a new one for its own
                       endpoint, and the original signature with --endpoint
  --after CURSOR       begins with what came after this place in the feed, instead of now
  --keep               leaves its own endpoint at the end, so that the next one can go on from there
  -h, --help           shows this text

It ends with 0 when it is interrupted, 1 when it cannot go on, 2 when it was not understood.
`;

export const TRIGGER_USAGE = `Usage: hookline trigger <type> [options]

Publishes an event, with the example of its type, and follows its deliveries until they end. Needs the scopes
EVENTS_PUBLISH and DELIVERIES_READ.

Options:
  --payload JSON       publishes this instead of the example; @file reads it from a file, digit for digit
${CONNECTION}
  --organization-external-id ID
                       the same by the operator's own id
  --timeout SECONDS    how long to wait for the last delivery, 60 by default
  --json               prints a line of JSON for each attempt, and one for the whole
  -h, --help           shows this text

It ends with 0 when everything arrived, 1 when a delivery FAILED or was CANCELED or could not be followed,
2 when nothing was sent (not understood, refused, no server, no endpoint wants it), 3 when time ran out.
`;
