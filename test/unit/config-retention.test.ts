import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';

const fault = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('retention', () => {
  it('is 90 days for rows and a week for the feed', () => {
    expect(loadConfig({}).config.retention).toEqual({ rowRetentionDays: 90, feedRetentionHours: 168 });
  });

  it('is what the settings say', () => {
    const env = { HOOKLINE_ROW_RETENTION_DAYS: '365', HOOKLINE_FEED_RETENTION_HOURS: '1' };
    expect(loadConfig(env).config.retention).toEqual({ rowRetentionDays: 365, feedRetentionHours: 1 });
  });

  it.each([
    ['HOOKLINE_ROW_RETENTION_DAYS', '6'],
    ['HOOKLINE_ROW_RETENTION_DAYS', '3651'],
    ['HOOKLINE_ROW_RETENTION_DAYS', '7.5'],
    ['HOOKLINE_FEED_RETENTION_HOURS', '0'],
    ['HOOKLINE_FEED_RETENTION_HOURS', 'week'],
  ])('refuses %s of %s', (name, value) => {
    expect(fault({ [name]: value }).match(/HOOKLINE_\w+: /g)).toEqual([`${name}: `]);
  });

  it.each(['HOOKLINE_FEED_RETENTION_HOURS', 'HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS'])(
    'of rows is no shorter than that of what %s keeps',
    (name) => {
      const HOOKLINE_ROW_RETENTION_DAYS = '7';
      expect(fault({ HOOKLINE_ROW_RETENTION_DAYS, [name]: '168' })).toBe('');
      expect(fault({ HOOKLINE_ROW_RETENTION_DAYS, [name]: '169' })).toMatch(
        new RegExp(`${name}: must not be more than HOOKLINE_ROW_RETENTION_DAYS: `),
      );
    },
  );
});
