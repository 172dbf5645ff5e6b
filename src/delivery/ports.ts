/**
 * Ports on which other protocols than HTTP are spoken, or that run a machine: where a request could be taken for
 * a command, no webhook is sent. First the bad ports of the Fetch standard, which browsers refuse too; then what
 * stands on today's networks behind it: SMB, databases, caches, queues, remote desktops and the control planes of
 * containers.
 */
const FORBIDDEN_PORTS: ReadonlySet<number> = new Set([
  ...[0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103],
  ...[104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513],
  ...[514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720],
  ...[1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
  ...[445, 873, 1433, 1521, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 5985, 5986, 6379],
  ...[6443, 9042, 9092, 9200, 9300, 10250, 10255, 11211, 27017, 27018, 27019],
]);

/** @param allowed instead of all that are not forbidden; it may name forbidden ones */
export function isPortAllowed(port: number, allowed: ReadonlySet<number> | null): boolean {
  return allowed === null ? !FORBIDDEN_PORTS.has(port) : allowed.has(port);
}
