import type { GraphiQLOptions } from 'graphql-yoga';
import { mayShowDevelopmentKey } from './development-key.ts';

const WELCOME = `# Hookline: one GraphQL API to send webhooks and to watch
# them. Ctrl-Enter runs the operation under the cursor;
# the book on the left explains every field.

query Me {
  viewer {
    subject
    scopes
    organization { id name }
  }
}

# Start this one, publish an event, and watch its attempts.
subscription Live {
  deliveryFeed {
    __typename
    occurredAt
    ... on AttemptRecorded {
      eventType
      attemptNumber
      outcome
      responseStatus
      durationMs
      deliveryStatus
      nextAttemptAt
    }
  }
}
`;

/** Where a key is to be typed. A browser sends no other characters in a header, and would fail with words of its own. */
const NO_KEY = 'hk_...';

const GIVE_KEY = `# Give your API key in the headers below. Then the two arrows
# at the lower left read the schema with it.

`;

/** @param developmentKey shown only to a browser on this machine that was led here by this machine's name */
export function graphiqlPage({
  developmentKey,
}: {
  developmentKey: string | null;
}): (request: Request, remoteAddress: string | undefined) => GraphiQLOptions {
  return (request, remoteAddress) => {
    const mayShow =
      developmentKey !== null &&
      mayShowDevelopmentKey(new URL(request.url).hostname, remoteAddress, [...request.headers.keys()]);
    const headers = JSON.stringify({ 'X-API-Key': mayShow ? developmentKey : NO_KEY }, null, 2);
    return {
      title: 'Hookline',
      defaultQuery: mayShow ? WELCOME : GIVE_KEY + WELCOME,
      headers,
      defaultHeaders: headers,
      shouldPersistHeaders: false,
      defaultEditorToolsVisibility: 'headers',
      // Over fetch, so that the headers above go with subscriptions too.
      subscriptionsProtocol: 'SSE',
      credentials: 'same-origin',
    };
  };
}
