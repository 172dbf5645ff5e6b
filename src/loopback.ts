/** Whether a host, as a parsed URL has it, is this machine by its usual name or by an address. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
