import { readdirSync, readFileSync } from 'node:fs';

// Of Linux: a tick of /proc is a hundredth of a second.
const US_PER_TICK = 10_000;
const BYTES_PER_KIB = 1024;

interface ProcessTimes {
  parent: number;
  ownUs: number;
  /** Of its children that have ended. */
  endedUs: number;
}

function timesOf(pid: number): ProcessTimes | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (index: number) => Number(fields[index]) * US_PER_TICK;
    return { parent: Number(fields[1]), ownUs: at(11) + at(12), endedUs: at(13) + at(14) };
  } catch {
    return null;
  }
}

/** Microseconds of CPU that a process has used. */
export function cpuUsOf(pid: number): number {
  return timesOf(pid)?.ownUs ?? 0;
}

/** Microseconds of CPU that all processes of the machine have used. */
export function machineCpuUs(): number {
  const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'latin1')
    .split(/\s+/, 8)
    .map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0)) * US_PER_TICK;
}

/** Microseconds of CPU that a process, its children and those that have ended have used. */
export function cpuUsOfFamily(pid: number): number {
  const head = timesOf(pid);
  let sum = head ? head.ownUs + head.endedUs : 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const times = timesOf(Number(entry));
    if (times?.parent === pid) sum += times.ownUs;
  }
  return sum;
}

export function parentOf(pid: number): number {
  return timesOf(pid)?.parent ?? 0;
}

/** Resident bytes. */
export function residentBytesOf(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kib ?? 0) * BYTES_PER_KIB;
}
