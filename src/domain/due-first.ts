/**
 * SQL of a time that is due, and earlier than that of all that waits for an endpoint: those who ask for an attempt by
 * hand wait to see what comes of it, and a backlog may take hours.
 * @param endpointId SQL of the endpoint's id
 */
export function dueFirst(endpointId: string): string {
  return `least(now(), (select min(w.next_attempt_at) from delivery_waiting w where w.endpoint_id = ${endpointId})
    - interval '1 millisecond')`;
}
