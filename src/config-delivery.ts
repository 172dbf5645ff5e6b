import { Resolver } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { commaSeparated, onOff, PORT_MAX, type Rule, wholeNumber } from './config-values.ts';
import { SECOND_MS } from './time-units.ts';

/** Waits before attempts 2 to 8 unless a setting has others: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. */
const RETRY_SCHEDULE_SECONDS = '5,300,1800,7200,18000,36000,36000';
/** The longest user name or password that SOCKS can transmit (RFC 1929). */
const PROXY_CREDENTIAL_MAX_BYTES = 255;

const secondsList = z
  .string()
  .default(RETRY_SCHEDULE_SECONDS)
  .transform((text, context) => {
    // Number takes a part that was left out for 0, a retry at once, and 0x10 for 16.
    const seconds = text
      .split(',')
      .map((part) => (/^\s*\d+(\.\d+)?\s*$/.test(part) ? Number(part) : Number.NaN));
    if (seconds.length !== 7 || seconds.some((value) => !(value >= 0 && value <= 86_400))) {
      context.addIssue({
        code: 'custom',
        message: 'expected seven comma-separated numbers of seconds, each 0 to 86400',
      });
      return z.NEVER;
    }
    return seconds.map((value) => value * SECOND_MS);
  });

/** A list, each part of which is tried alone, so that the bad ones can be named. */
const listOf = (problemOf: (part: string) => string | null) =>
  commaSeparated.superRefine((parts, context) => {
    for (const part of parts) {
      const message = problemOf(part);
      if (message !== null) context.addIssue({ code: 'custom', message: `"${part}" ${message}` });
    }
  });

const proxyUrl = z.string().superRefine((text, context) => {
  const message = proxyProblem(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

/** Part of the settings, in the order in which the README lists them. */
export const deliveryVariables = {
  HOOKLINE_DELIVERY_SLOTS: wholeNumber(1, 1000).default(128),
  HOOKLINE_DELIVERY_ALLOW_CIDRS: listOf(networkProblem).optional(),
  HOOKLINE_DELIVERY_DENY_CIDRS: listOf(networkProblem).optional(),
  HOOKLINE_DELIVERY_ALLOWED_PORTS: listOf(portProblem).optional(),
  HOOKLINE_DELIVERY_CA_FILE: z.string().optional(),
  HOOKLINE_DELIVERY_DNS_SERVERS: z.literal('auto').or(listOf(nameServerProblem)).optional(),
  HOOKLINE_DELIVERY_PROXY: proxyUrl.optional(),
  HOOKLINE_DELIVERY_PROXY_RESOLVES: onOff.optional(),
  HOOKLINE_RETRY_SCHEDULE_SECONDS: secondsList,
  HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS: wholeNumber(0, 8760).default(168),
};

type DeliveryValues = z.output<z.ZodObject<typeof deliveryVariables>>;

export const deliveryRules: readonly Rule<DeliveryValues>[] = [
  {
    path: 'HOOKLINE_DELIVERY_PROXY_RESOLVES',
    holds: (values) =>
      values.HOOKLINE_DELIVERY_PROXY_RESOLVES === undefined || values.HOOKLINE_DELIVERY_PROXY !== undefined,
    error: 'does nothing without HOOKLINE_DELIVERY_PROXY',
  },
];

/** How attempts are made, and where they may go. The proxy's URL is in `Secrets`, as it holds a password. */
export interface DeliveryConfig {
  readonly slots: number;
  /** Development only. */
  readonly allowLoopback: boolean;
  /** Networks like `10.0.0.0/8`; those of `denyCidrs` win. */
  readonly allowCidrs: readonly string[];
  readonly denyCidrs: readonly string[];
  /** Null: any that is not forbidden. */
  readonly allowedPorts: readonly number[] | null;
  /** PEM. */
  readonly caFile: string | null;
  /** Like `192.0.2.53` or `[2001:db8::53]:5353`, or those that the system knows; null: the system looks names up. */
  readonly nameServers: readonly string[] | 'auto' | null;
  readonly proxyResolvesNames: boolean;
  /** Milliseconds before attempts 2 to 8. */
  readonly retryScheduleMs: readonly number[];
  readonly deliveredPayloadRetentionHours: number;
}

export function toDeliveryConfig(values: DeliveryValues, mode: 'development' | 'production'): DeliveryConfig {
  return {
    slots: values.HOOKLINE_DELIVERY_SLOTS,
    allowLoopback: mode === 'development',
    allowCidrs: values.HOOKLINE_DELIVERY_ALLOW_CIDRS ?? [],
    denyCidrs: values.HOOKLINE_DELIVERY_DENY_CIDRS ?? [],
    allowedPorts: values.HOOKLINE_DELIVERY_ALLOWED_PORTS?.map(Number) ?? null,
    caFile: values.HOOKLINE_DELIVERY_CA_FILE ?? null,
    nameServers: values.HOOKLINE_DELIVERY_DNS_SERVERS ?? null,
    proxyResolvesNames: values.HOOKLINE_DELIVERY_PROXY_RESOLVES ?? false,
    retryScheduleMs: values.HOOKLINE_RETRY_SCHEDULE_SECONDS,
    deliveredPayloadRetentionHours: values.HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS,
  };
}

function networkProblem(text: string): string | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 0 || rest.length > 0) return 'is no network: expected one like 10.0.0.0/8 or fd00::/8';
  const bits = family === 4 ? 32 : 128;
  if (prefix === undefined) return `has no length: write ${address}/${bits} for this one address`;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return `must end in a length of /0 to /${bits}`;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress())
    return 'is a network of IPv4 addresses: write it as one, like 10.0.0.0/8';
  const cidr = `${address}/${Number(prefix)}`;
  const first = (family === 4 ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(cidr).toString();
  return first === parsed.toString()
    ? null
    : `is not where a network begins: write ${first}/${Number(prefix)}`;
}

function portProblem(text: string): string | null {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= PORT_MAX
    ? null
    : `is no port: expected numbers from 1 to ${PORT_MAX}`;
}

function nameServerProblem(text: string): string | null {
  try {
    new Resolver().setServers([text]);
    return null;
  } catch {
    return 'is no name server: expected auto, or addresses like 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353';
  }
}

/** Never repeats the text: even a wrong one may hold a password. */
function proxyProblem(text: string): string | null {
  const expected = 'expected http://, https:// or socks5://, then [user:password@]host[:port]';
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:', 'socks5:'].includes(url.protocol) || url.hostname === '')
    return expected;
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    return `${expected}, and nothing after it; of a password, %-encode / as %2F, ? as %3F, # as %23`;
  try {
    const lengths = [url.username, url.password].map((part) => Buffer.byteLength(decodeURIComponent(part)));
    if (Math.max(...lengths) <= PROXY_CREDENTIAL_MAX_BYTES) return null;
    return `its user name and password may have ${PROXY_CREDENTIAL_MAX_BYTES} bytes each`;
  } catch {
    return 'its user name or password is not %-encoded well: write a % as %25';
  }
}
