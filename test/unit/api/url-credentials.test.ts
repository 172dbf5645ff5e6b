import { describe, expect, it } from 'vitest';
import { urlCredentialRefusal } from '../../../src/api/url-credentials.ts';

const KEY = `hk_${'a-_'.repeat(14)}b`;
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';

describe('urlCredentialRefusal', () => {
  it.each([
    '/graphql?api_key=x',
    '/graphql?apiKey=x',
    '/graphql?X-API-Key=x',
    '/graphql?token=x',
    '/graphql?access_token=',
    '/graphql?Authorization=Bearer%20x',
    '/?token=x',
    `/graphql?whatever=${KEY}`,
    `/graphql?query=%7Bviewer%7D&k=Bearer%20${KEY}`,
    `/graphql?${KEY}`,
    `/graphql?variables=${encodeURIComponent(JSON.stringify({ key: KEY }))}`,
    `/graphql?a=b?${KEY}`,
    `/graphql?x=${JWT}`,
    `/graphql?x=Bearer+${JWT}`,
    `/graphql?x=${JWT.replace(/[^.]+$/, '')}`,
    `/graphql?x=${encodeURIComponent(KEY).replaceAll('a', '%61')}`,
  ])('refuses %s, and does not repeat it', (url) => {
    const refusal = urlCredentialRefusal(url);
    expect(refusal?.code).toBe('BAD_REQUEST');
    expect(refusal?.message).not.toContain(KEY);
    expect(refusal?.message).not.toContain(JWT);
  });

  it.each([
    undefined,
    '/graphql',
    '/graphql?',
    '/graphql?query=%7Bviewer%7Bsubject%7D%7D&operationName=Token',
    '/graphql?variables=%7B%22token%22%3A1%7D',
    '/graphql?query=%7Bnode(id%3A%22key_0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee%22)%7Bid%7D%7D',
    `/graphql?cursor=${KEY.slice(0, -1)}`,
    `/graphql?cursor=${KEY}b`,
    '/graphql?after=azAxOTkuYS5i',
    `/${KEY}`,
  ])('lets %s pass', (url) => {
    expect(urlCredentialRefusal(url)).toBeNull();
  });
});
