import type {
  AttemptOutcome,
  DeliveryEndReason,
  DeliveryStatus,
  EndpointDisabledReason,
  EndpointStatus,
} from '../generated/graphql.ts';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'good' | 'bad' | 'warn' | 'idle';
type Look = readonly [text: string, tone: Tone, icon: IconName];

const DELIVERY: Record<DeliveryStatus, Look> = {
  PENDING: ['Pending', 'idle', 'clock'],
  RETRYING: ['Retrying', 'warn', 'retry'],
  SUCCEEDED: ['Succeeded', 'good', 'check'],
  FAILED: ['Failed', 'bad', 'cross'],
  CANCELED: ['Canceled', 'idle', 'minus'],
};
const ENDPOINT: Record<EndpointStatus, Look> = {
  ACTIVE: ['Active', 'good', 'check'],
  PAUSED: ['Paused', 'warn', 'pause'],
  DISABLED: ['Disabled', 'bad', 'ban'],
};
const OUTCOME: Record<AttemptOutcome, Look> = {
  SUCCEEDED: ['Succeeded', 'good', 'check'],
  REJECTED: ['Rejected', 'bad', 'cross'],
  TIMED_OUT: ['Timed out', 'bad', 'hourglass'],
  CONNECTION_FAILED: ['No connection', 'bad', 'unplugged'],
  BLOCKED: ['Blocked', 'bad', 'shield'],
};
export const END_REASONS: Record<DeliveryEndReason, string> = {
  RETRIES_EXHAUSTED: 'its last retry failed',
  ENDPOINT_GONE: 'the endpoint answered 410 Gone',
  ENDPOINT_DISABLED: 'its endpoint was disabled',
  ENDPOINT_DELETED: 'its endpoint was deleted',
  CANCELED_BY_USER: 'somebody canceled it',
  BACKLOG_EXPIRED: 'it waited longer than it may',
};
export const DISABLED_REASONS: Record<EndpointDisabledReason, string> = {
  MANUAL: 'by hand',
  GONE: 'it answered 410 Gone',
  PERSISTENT_FAILURE: 'it failed for 5 days',
};

/** Colour, icon and word say the same. */
function Badge({ tone, icon, children }: { tone: Tone; icon: IconName; children: string }) {
  return (
    <span class={`badge ${tone}`}>
      <Icon name={icon} size={12} />
      {children}
    </span>
  );
}

/** What the contract may gain later is shown by its own name. */
function Shown({ look, name }: { look: Look | undefined; name: string }) {
  const [text, tone, icon] = look ?? [name, 'idle', 'minus'];
  return (
    <Badge tone={tone} icon={icon}>
      {text}
    </Badge>
  );
}

export const DeliveryBadge = ({ status }: { status: DeliveryStatus }) => (
  <Shown look={DELIVERY[status]} name={status} />
);
export const EndpointBadge = ({ status }: { status: EndpointStatus }) => (
  <Shown look={ENDPOINT[status]} name={status} />
);
export const OutcomeBadge = ({ outcome }: { outcome: AttemptOutcome }) => (
  <Shown look={OUTCOME[outcome]} name={outcome} />
);

const wordsOf = <Name extends string>(looks: Record<Name, Look>) =>
  (Object.entries(looks) as [Name, Look][]).map(([value, [label]]) => ({ value, label }));

export const DELIVERY_STATUSES = wordsOf(DELIVERY);
export const ENDPOINT_STATUSES = wordsOf(ENDPOINT);
export const OUTCOMES = wordsOf(OUTCOME);
