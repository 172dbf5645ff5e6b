import type { ComponentChildren } from 'preact';
import type { EndpointSettingsFragment } from './generated/graphql.ts';
import { dateTime, Moment } from './parts/moment.tsx';
import { Facts, Section } from './parts/page.tsx';

type Secret = EndpointSettingsFragment['secrets'][number];

/** All that was set, and nothing that was not. */
export function EndpointSettings({ endpoint }: { endpoint: EndpointSettingsFragment }) {
  const metadata = Object.entries(endpoint.metadata as Record<string, string>);
  return (
    <Section title="Settings">
      <Facts
        facts={[
          // Above it may stand in part.
          ['URL', <span class="mono">{endpoint.url}</span>],
          ['Description', endpoint.description],
          ['Receives', <Receives patterns={endpoint.eventPatterns} />],
          ['Timeout', `${endpoint.timeoutSeconds} s`],
          ['Retries', endpoint.maxRetries],
          ['Requests at once', endpoint.maxConcurrency],
          [
            'Rate',
            endpoint.rateLimitPerSecond === null ? 'no limit' : `${endpoint.rateLimitPerSecond} per second`,
          ],
          ['Failed payloads are kept', `${endpoint.undeliveredPayloadRetentionHours} h`],
          ['Headers', lines(endpoint.headers.map(({ name, value }) => [name, value ?? '••••']))],
          ['Labels', endpoint.labels.length > 0 && <Labels labels={endpoint.labels} />],
          ['External id', endpoint.externalId && <code>{endpoint.externalId}</code>],
          ['Metadata', lines(metadata)],
          [
            'Signed with',
            endpoint.secrets.map((secret) => <SignedWith key={secret.createdAt} secret={secret} />),
          ],
          ['Created', <Created endpoint={endpoint} />],
          ['Changed', <Moment at={endpoint.updatedAt} />],
        ]}
      />
    </Section>
  );
}

function Receives({ patterns }: { patterns: readonly string[] }) {
  if (patterns.length === 0) return <>all events</>;
  return (
    <span class="patterns">
      {patterns.map((pattern) => (
        <code key={pattern}>{pattern}</code>
      ))}
    </span>
  );
}

/** Each part by itself: of a name that is written from right to left the value would else stand before it. */
function lines(pairs: readonly (readonly [name: string, value: string])[]): ComponentChildren {
  if (pairs.length === 0) return null;
  return pairs.map(([name, value]) => (
    <div key={name}>
      <code>
        <bdi>{name}</bdi>: <bdi>{value}</bdi>
      </code>
    </div>
  ));
}

function Labels({ labels }: { labels: readonly string[] }) {
  return (
    <>
      {labels.map((label) => (
        <span key={label} class="tag">
          {label}
        </span>
      ))}
    </>
  );
}

function SignedWith({ secret: { publicKey, hint, version, expiresAt } }: { secret: Secret }) {
  return (
    <div>
      <code>{publicKey ?? `…${hint}`}</code>{' '}
      <span class="quiet">
        {version === 'V1A' ? 'Ed25519' : 'HMAC-SHA256'}
        {expiresAt ? `, until ${dateTime(expiresAt)}` : ''}
      </span>
    </div>
  );
}

function Created({ endpoint: { createdAt, createdBy } }: { endpoint: EndpointSettingsFragment }) {
  return (
    <>
      <Moment at={createdAt} /> <span class="quiet">by {createdBy}</span>
    </>
  );
}
